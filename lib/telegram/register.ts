import { apiOf } from "./client";
import type { BotConfig } from "./config";
import { menu } from "./hear";

/** Tells Telegram where this bot's updates go, and what its menu shows. Throws what `failureOf` reads. */
export async function registerBot(bot: BotConfig, appUrl: string): Promise<void> {
  const api = apiOf(bot);
  await api.setMyCommands(menu);
  await api.setWebhook(`${appUrl}/api/webhooks/telegram`, {
    secret_token: bot.webhookSecret,
    allowed_updates: ["message", "callback_query", "my_chat_member"],
  });
}

/** The name of the bot whose token this is, as Telegram has it. Throws what `failureOf` reads. */
export async function nameOfBot(bot: BotConfig): Promise<string> {
  return (await apiOf(bot).getMe()).username;
}
