import { Redis } from "ioredis";
import { expect, test, vi } from "vitest";
import { allUpdates } from "@/lib/push/status-message";
import { withRedis } from "../support/redis";
import { startRedis } from "../support/redis-server";
import { stubEnvironment } from "../support/stub-environment";

withRedis(() => {
  test("an app that starts listens to its Redis", async () => {
    const server = await startRedis();
    stubEnvironment({ REDIS_URL: server.url, SUPABASE_URL: "http://127.0.0.1:1" });
    vi.stubEnv("NEXT_RUNTIME", "nodejs");
    const { register } = await import("@/instrumentation");
    await register();
    const redis = new Redis(server.url);
    await expect.poll(async () => (await redis.pubsub("NUMSUB", allUpdates))[1]).toBe(1);
    redis.disconnect();
    await server.stop();
  });
});
