import { vi } from "vitest";
import { env } from "@/lib/env";
import { providerVariables } from "@/lib/providers/registry";
import { simulatedProviders } from "@/scripts/stack/simulated-providers";

/** What the unit tests' environment signs callbacks with. */
export const webhookSecret = "webhook-secret-of-the-unit-tests-0123456789";

const simulated = simulatedProviders(
  "http://sandbox.test",
  `whsec_${btoa("a webhook secret of the unit tests")}`,
);

/** For a world in which no provider is configured. */
export const noProviders = Object.fromEntries(Object.keys(simulated).map((name) => [name, undefined]));

/**
 * The least that the app accepts, with simulated providers at sandbox.test; silent. Call before anything reads the
 * environment.
 */
export function stubEnvironment(more: Record<string, string | undefined> = {}): void {
  const read = { ...env.schema.shape, ...providerVariables.schema.shape };
  const variables = {
    ...Object.fromEntries(Object.keys(read).map((name) => [name, undefined])),
    SUPABASE_URL: "http://supabase.test",
    SUPABASE_PUBLISHABLE_KEY: "publishable",
    SUPABASE_SECRET_KEY: "secret",
    APP_URL: "http://app.test/",
    WEBHOOK_SECRET: webhookSecret,
    LOG_LEVEL: "silent",
    ...simulated,
    ...more,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
