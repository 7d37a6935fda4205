import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connectRedis, publisherOptions, subscriberOptions } from "@/lib/push/redis";
import type { StatusMessage } from "@/lib/push/status-message";
import { StatusPublisher } from "@/lib/push/status-publisher";
import { StatusSubscriber } from "@/lib/push/status-subscriber";
import { stubEnvironment } from "../support/stub-environment";
import { withRedis } from "../support/redis";
import { startRedis, type RedisServer } from "../support/redis-server";

stubEnvironment();

withRedis(() => {
  let server: RedisServer;
  const clients: Redis[] = [];

  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await server?.stop();
  });

  function connect(options: object): Redis {
    const client = new Redis(server.url, options);
    client.on("error", () => undefined);
    clients.push(client);
    return client;
  }

  /** One that waits for the slowest machine, unless it is to wait as the app does. */
  async function connectPublisher(
    options: object = { ...publisherOptions, commandTimeout: 30_000 },
  ): Promise<{ redis: Redis; publisher: StatusPublisher }> {
    const redis = connect(options);
    await expect.poll(() => redis.status).toBe("ready");
    return { redis, publisher: new StatusPublisher(redis) };
  }

  const subscriber = () => new StatusSubscriber(connect(subscriberOptions));

  test("a Redis is configured by its host, port and password as well as by its address", async () => {
    const { hostname, port, password } = new URL(server.url);
    expect(connectRedis(publisherOptions)).toBeNull();
    vi.stubEnv("REDIS_HOST", hostname);
    vi.stubEnv("REDIS_PORT", port);
    vi.stubEnv("REDIS_PASSWORD", password);
    vi.resetModules();
    const afresh = await import("@/lib/push/redis");
    const byHost = afresh.connectRedis(publisherOptions);
    if (!byHost) throw new Error("No connection.");
    clients.push(byHost);
    await expect.poll(() => byHost.status).toBe("ready");
    expect(await byHost.ping()).toBe("PONG");
    for (const name of ["REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD"]) vi.stubEnv(name, undefined);
  });

  let updates = 0;
  const update = (userId: string): StatusMessage => ({
    generationId: "gen-123",
    userId,
    type: "product_card",
    status: "completed",
    timestamp: 1_764_000_000_000 + updates++,
    metadata: { resultUrls: ["https://app.test/a.png"], tokensUsed: 10 },
  });

  test("an update is heard by those who follow everything and by those who follow that user, and by nobody else", async () => {
    const { publisher } = await connectPublisher();
    const heard: Record<"all" | "ada" | "bob", StatusMessage[]> = { all: [], ada: [], bob: [] };
    const ears = subscriber();
    await ears.subscribeAll((message) => void heard.all.push(message));
    await ears.subscribeUser("ada", (message) => void heard.ada.push(message));
    await ears.subscribeUser("bob", (message) => void heard.bob.push(message));
    const [toAda, toBob] = [update("ada"), update("bob")];
    await publisher.publishStatusUpdate(toAda);
    await publisher.publishStatusUpdate(toBob);
    await expect.poll(() => heard).toEqual({ all: [toAda, toBob], ada: [toAda], bob: [toBob] });
  });

  test("what travels on the two documented channels is the documented payload, as JSON", async () => {
    const { publisher } = await connectPublisher();
    const raw = connect(subscriberOptions);
    const heard: string[][] = [];
    raw.on("message", (channel, message) => heard.push([channel, message]));
    await raw.subscribe("generation:status-updates", "generation:user:user-456");
    const sent = update("user-456");
    await publisher.publishStatusUpdate(sent);
    await expect.poll(() => heard.length).toBe(2);
    expect(heard.map(([channel]) => channel)).toEqual([
      "generation:status-updates",
      "generation:user:user-456",
    ]);
    for (const [, message = ""] of heard) expect(JSON.parse(message)).toEqual(sent);
  });

  test("a subscriber that throws, and a message that is no update, take nothing from the others", async () => {
    const { redis, publisher } = await connectPublisher();
    const ears = subscriber();
    const heard: StatusMessage[] = [];
    await ears.subscribeUser("eve", () => {
      throw new Error("thrown");
    });
    await ears.subscribeUser("eve", () => Promise.reject(new Error("rejected")));
    await ears.subscribeUser("eve", (message) => void heard.push(message));
    await redis.publish("generation:user:eve", "not JSON");
    await redis.publish("generation:user:eve", `{"status":"completed"}`);
    const sent = update("eve");
    await publisher.publishStatusUpdate(sent);
    await expect.poll(() => heard).toEqual([sent]);
  });

  test("who has ended a subscription hears nothing more, while another of the same channel goes on", async () => {
    const { publisher } = await connectPublisher();
    const ears = subscriber();
    const heard: Record<"first" | "second", StatusMessage[]> = { first: [], second: [] };
    const end = await ears.subscribeUser("fay", (message) => void heard.first.push(message));
    const endSecond = await ears.subscribeUser("fay", (message) => void heard.second.push(message));
    await end();
    const sent = update("fay");
    await publisher.publishStatusUpdate(sent);
    await expect.poll(() => heard).toEqual({ first: [], second: [sent] });
    await endSecond();
    await ears.subscribeUser("fay", (message) => void heard.first.push(message));
    const again = update("fay");
    await publisher.publishStatusUpdate(again);
    await expect.poll(() => heard).toEqual({ first: [again], second: [sent] });
  });

  describe("a Redis in trouble", () => {
    test("one that is stopped keeps whoever publishes for less than half a second", async () => {
      const { publisher } = await connectPublisher(publisherOptions);
      server.freeze();
      try {
        const begun = performance.now();
        await expect(publisher.publishStatusUpdate(update("ada"))).rejects.toThrow("timed out");
        expect(performance.now() - begun).toBeLessThan(500);
      } finally {
        server.thaw();
      }
    });

    test("one that is killed keeps nobody, and once it is back it publishes to who had subscribed before", async () => {
      const { redis, publisher } = await connectPublisher();
      const ears = connect(subscriberOptions);
      const heard: StatusMessage[] = [];
      await new StatusSubscriber(ears).subscribeUser("gus", (message) => void heard.push(message));
      await server.kill();
      const begun = performance.now();
      await expect(publisher.publishStatusUpdate(update("gus"))).rejects.toThrow(/./);
      expect(performance.now() - begun).toBeLessThan(250);
      await server.restart();
      const isBack = () => redis.status === "ready" && ears.status === "ready";
      await expect.poll(isBack).toBe(true);
      const sent = update("gus");
      await expect
        .poll(async () => {
          await publisher.publishStatusUpdate(sent);
          return heard.at(-1);
        })
        .toEqual(sent);
    });
  });
});
