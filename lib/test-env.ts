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
    OPENAI_API_KEY: "sk-tests",
    OPENAI_BASE_URL: "http://sandbox.test/openai/v1",
    OPENAI_WEBHOOK_SECRET: undefined,
    OPENAI_VIDEO_API_KEY: undefined,
    OPENAI_VIDEO_BASE_URL: undefined,
    OPENAI_VIDEO_MODELS: undefined,
    CHAT_MODEL: undefined,
    PRODUCT_CARD_MODEL: undefined,
    IMAGE_MODEL: undefined,
    FAL_KEY: "fal_tests",
    FAL_QUEUE_URL: "http://sandbox.test/fal",
    FAL_JWKS_URL: "http://sandbox.test/fal/.well-known/jwks.json",
    FAL_VIDEO_MODELS: undefined,
    VIDEO_PROVIDER: undefined,
    LOG_LEVEL: "silent",
    ...more,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
