import { beforeEach, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

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
      MAX_ACTIVE_JOBS: "",
      LOG_LEVEL: "",
    };
    expect(await envWith(empty)).toMatchObject({
      CRON_SECRET: undefined,
      INTERNAL_API_KEY: undefined,
      MAX_ACTIVE_JOBS: 20,
      LOG_LEVEL: "info",
    });
  });

  test("cuts white space off the ends of everything, as a piped secret has it", async () => {
    const piped = {
      CRON_SECRET: "he-cron-secret-0123456789\n",
      SUPABASE_SECRET_KEY: " sb_secret_1\r\n",
      SUPABASE_URL: "http://supabase.test\n",
      MAX_ACTIVE_JOBS: "3\n",
      LOG_LEVEL: "warn\n",
      INTERNAL_API_KEY: " \n",
    };
    expect(await envWith(piped)).toMatchObject({
      CRON_SECRET: "he-cron-secret-0123456789",
      SUPABASE_SECRET_KEY: "sb_secret_1",
      SUPABASE_URL: "http://supabase.test",
      MAX_ACTIVE_JOBS: 3,
      LOG_LEVEL: "warn",
      INTERNAL_API_KEY: undefined,
    });
  });

  test("cuts them off the variables of providers too", async () => {
    stubEnvironment({ FAL_KEY: "key\n", OPENAI_BASE_URL: "http://openai.test/v1/\n" });
    const { providerVariables } = await import("./providers/registry");
    expect(providerVariables()).toMatchObject({ FAL_KEY: "key", OPENAI_BASE_URL: "http://openai.test/v1" });
  });

  test("does not count white space towards the length of WEBHOOK_SECRET", async () => {
    await expect(envWith({ WEBHOOK_SECRET: `short${" ".repeat(40)}` })).rejects.toThrow(/WEBHOOK_SECRET/);
  });

  test("cuts slashes off the end of addresses, since paths are added to them", async () => {
    expect((await envWith({ APP_URL: "http://app.test//" })).APP_URL).toBe("http://app.test");
  });

  test("reads numbers as numbers", async () => {
    const env = await envWith({ MAX_ACTIVE_JOBS: "3", MAX_RUNNING_PER_PROVIDER: "40" });
    expect([env.MAX_ACTIVE_JOBS, env.MAX_RUNNING_PER_PROVIDER]).toEqual([3, 40]);
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
