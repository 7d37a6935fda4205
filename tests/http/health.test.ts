import { expect, test, vi } from "vitest";
import { version } from "@/package.json";
import { callRoute } from "../support/call-route";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";

const world = useWorld();

/** Asks an app that has just started, with its database at this address. */
async function health(databaseUrl: string): Promise<Response> {
  vi.stubEnv("SUPABASE_URL", databaseUrl);
  vi.resetModules();
  try {
    const { GET } = await import("@/app/api/health/route");
    return await callRoute(GET, "/api/health");
  } finally {
    vi.unstubAllEnvs();
  }
}

test("a database that answers: 200, for anybody, and never from a cache", async () => {
  const response = await health(world.db.url);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ status: "ok", database: "ok", version });
});

test("a database that is away: 503, within seconds, and when to ask again", async () => {
  const response = await health("http://127.0.0.1:9");
  expect(response.headers.get("retry-after")).toBe("3");
  expect(await problem(response)).toMatchObject({ status: 503, code: "unavailable" });
}, 10_000);
