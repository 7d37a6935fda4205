import { beforeEach, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "./test-env";

/** The environment as a process sees it that starts with these variables. */
async function envWith(more: Record<string, string | undefined> = {}) {
  stubEnvironment(more);
  const { env } = await import("./env");
  return env();
}

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe("the environment", () => {
  test("takes an empty variable for an unset one", async () => {
    const empty = {
      CRON_SECRET: "",
      INTERNAL_API_KEY: "",
      ASTRIA_BASE_TUNE_ID: "",
      MAX_ACTIVE_JOBS: "",
      LOG_LEVEL: "",
    };
    expect(await envWith(empty)).toMatchObject({
      CRON_SECRET: undefined,
      INTERNAL_API_KEY: undefined,
      ASTRIA_BASE_TUNE_ID: undefined,
      MAX_ACTIVE_JOBS: 20,
      LOG_LEVEL: "info",
    });
  });

  test("talks to the real Astria unless told otherwise", async () => {
    const env = await envWith({ ASTRIA_BASE_URL: undefined, ASTRIA_BRANCH: "" });
    expect([env.ASTRIA_BASE_URL, env.ASTRIA_BRANCH]).toEqual(["https://api.astria.ai", "flux1"]);
  });

  test("cuts slashes off the end of addresses, since paths are added to them", async () => {
    const env = await envWith({
      APP_URL: "http://app.test//",
      ASTRIA_BASE_URL: "http://sandbox.test/astria/",
    });
    expect([env.APP_URL, env.ASTRIA_BASE_URL]).toEqual(["http://app.test", "http://sandbox.test/astria"]);
  });

  test("reads numbers as numbers", async () => {
    const env = await envWith({ MAX_ACTIVE_JOBS: "3", ASTRIA_BASE_TUNE_ID: "1504944" });
    expect([env.MAX_ACTIVE_JOBS, env.ASTRIA_BASE_TUNE_ID]).toEqual([3, 1_504_944]);
  });

  test("names everything that is missing or wrong at once", async () => {
    const wrong = { SUPABASE_URL: undefined, WEBHOOK_SECRET: "short", MAX_ACTIVE_JOBS: "0" };
    await expect(envWith(wrong)).rejects.toThrow(/SUPABASE_URL: .*WEBHOOK_SECRET: .*MAX_ACTIVE_JOBS: /);
  });

  test("does not take a guessable WEBHOOK_SECRET, and does not repeat it in the error", async () => {
    const message = await envWith({ WEBHOOK_SECRET: "letmein" }).then(String, String);
    expect(message).toContain("WEBHOOK_SECRET");
    expect(message).not.toContain("letmein");
  });

  test("takes a cron secret as long as its owner likes", async () => {
    expect((await envWith({ CRON_SECRET: "short" })).CRON_SECRET).toBe("short");
  });

  test("is parsed once", async () => {
    const first = await envWith();
    vi.stubEnv("APP_URL", "http://other.test");
    const { env } = await import("./env");
    expect(env()).toBe(first);
  });
});
