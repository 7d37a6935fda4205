import { demoEmail, passwordOf, type Keys } from "./keys";
import { appUrl, sandboxUrl, supabaseUrl, type Settings } from "./settings";

/** What the app is told about this stack. Everything else in its environment comes from the user or `.env`. */
export function appEnvironment(settings: Settings, keys: Keys): Record<string, string> {
  return {
    APP_URL: settings.publicUrl ?? appUrl(settings),
    SUPABASE_URL: supabaseUrl(settings),
    SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
    SUPABASE_SECRET_KEY: keys.secretKey,
    WEBHOOK_SECRET: keys.webhookSecret,
    CRON_SECRET: settings.cronSecret ?? keys.cronSecret,
    INTERNAL_API_KEY: settings.internalApiKey ?? keys.internalApiKey,
    DEMO_EMAIL: demoEmail,
    DEMO_PASSWORD: passwordOf(demoEmail, keys),
    ...(settings.realAstria
      ? {}
      : { ASTRIA_API_KEY: "sandbox", ASTRIA_BASE_URL: `${sandboxUrl(settings)}/astria` }),
  };
}
