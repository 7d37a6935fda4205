import { vi } from "vitest";

/** The least that lib/env.ts accepts; silent. Call before anything reads the environment. */
export function stubEnvironment(more: Record<string, string | undefined> = {}): void {
  const variables = {
    SUPABASE_URL: "http://supabase.test",
    SUPABASE_PUBLISHABLE_KEY: "publishable",
    SUPABASE_SECRET_KEY: "secret",
    APP_URL: "http://app.test/",
    WEBHOOK_SECRET: "webhook-secret-of-the-unit-tests-0123456789",
    CRON_SECRET: undefined,
    INTERNAL_API_KEY: undefined,
    ASTRIA_API_KEY: "sd_tests",
    ASTRIA_BASE_URL: "http://sandbox.test/astria",
    ASTRIA_BRANCH: undefined,
    ASTRIA_BASE_TUNE_ID: undefined,
    LOG_LEVEL: "silent",
    ...more,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
