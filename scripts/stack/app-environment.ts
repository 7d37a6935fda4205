import { z } from "zod";
import { env } from "@/lib/env";
import { providerVariables } from "@/lib/providers/registry";
import { telegramVariables } from "@/lib/telegram/config";
import { demoEmail, passwordOf, sandboxWebhookSecret, type Keys } from "./keys";
import { appUrl, gatewayUrl, readVariables, sandboxUrl, supabaseUrl, type Settings } from "./settings";
import { simulatedProviders } from "./simulated-providers";
import { simulatedTelegram } from "./simulated-telegram";

/**
 * What the app is told about this stack; every provider that the user has not configured is played by the sandbox.
 * Everything else in its environment comes from the user or `.env`. Throws one sentence per variable that the app
 * would not take.
 */
export function appEnvironment(settings: Settings, keys: Keys): Record<string, string> {
  const own = {
    APP_URL: settings.publicUrl ?? appUrl(settings),
    SUPABASE_URL: supabaseUrl(settings),
    SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
    SUPABASE_SECRET_KEY: keys.secretKey,
    WEBHOOK_SECRET: keys.webhookSecret,
    CRON_SECRET: settings.cronSecret ?? keys.cronSecret,
    INTERNAL_API_KEY: settings.internalApiKey ?? keys.internalApiKey,
    GATEWAY_URL: settings.publicGatewayUrl ?? gatewayUrl(settings),
    DEMO_EMAIL: demoEmail,
    DEMO_PASSWORD: passwordOf(demoEmail, keys),
    LOCAL_RECEIVERS: settings.given["LOCAL_RECEIVERS"] ?? `${sandboxUrl(settings)}/receiver`,
    ...simulatedProviders(sandboxUrl(settings), sandboxWebhookSecret(keys), settings.given),
    ...simulatedTelegram(sandboxUrl(settings), sandboxWebhookSecret(keys), settings.given),
  };
  const wanted = z.object({
    ...env.schema.shape,
    ...providerVariables.schema.shape,
    ...telegramVariables.schema.shape,
  });
  readVariables({ ...settings.given, ...own }, wanted);
  return own;
}
