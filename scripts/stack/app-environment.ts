import { demoEmail, openaiWebhookSecret, passwordOf, type Keys } from "./keys";
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
    ...sandboxProviders(settings, keys),
  };
}

/** Every provider that the user has not configured is played by the sandbox. */
function sandboxProviders(settings: Settings, keys: Keys): Record<string, string> {
  const sandbox = sandboxUrl(settings);
  const { real } = settings;
  return {
    ...(!real.astria && { ASTRIA_API_KEY: "sandbox", ASTRIA_BASE_URL: `${sandbox}/astria` }),
    ...(!real.openai && {
      OPENAI_API_KEY: "sandbox",
      OPENAI_BASE_URL: `${sandbox}/openai/v1`,
      OPENAI_WEBHOOK_SECRET: openaiWebhookSecret(keys),
    }),
    ...(!real.fal && {
      FAL_KEY: "sandbox",
      FAL_QUEUE_URL: `${sandbox}/fal`,
      FAL_JWKS_URL: `${sandbox}/fal/.well-known/jwks.json`,
    }),
  };
}
