import { vi } from "vitest";
import type { TestDatabase } from "../support/database";

/** Lets the code of the app reach this database, until `vi.unstubAllEnvs()`. */
export function stubAppOf(db: TestDatabase): void {
  const variables = {
    SUPABASE_URL: db.url,
    SUPABASE_PUBLISHABLE_KEY: db.publishableKey,
    SUPABASE_SECRET_KEY: db.secretKey,
    APP_URL: "http://app.test/",
    WEBHOOK_SECRET: "webhook-secret-of-the-tests-0123456789",
    LOG_LEVEL: "silent",
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
