import { env } from "@/lib/env";
import { botConfig } from "@/lib/telegram/config";
import { failureOf } from "@/lib/telegram/failure";
import { nameOfBot, registerBot } from "@/lib/telegram/register";
import { readSettings, readVariables } from "./stack/settings";

/** Tells Telegram where the updates of the configured bot go, and what its menu shows: once, and after each change of these. */
async function main(): Promise<string> {
  const { given } = readSettings();
  const bot = botConfig();
  if (!bot) throw new Error("Set TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET and TELEGRAM_BOT_NAME.");
  const { APP_URL: appUrl } = readVariables(given, env.schema.pick({ APP_URL: true }));
  const name = await nameOfBot(bot);
  if (name !== bot.name) throw new Error(`This is the token of @${name}: set TELEGRAM_BOT_NAME to that.`);
  await registerBot(bot, appUrl);
  return `@${name} sends its updates to ${appUrl}/api/webhooks/telegram.`;
}

main().then(
  (words) => console.log(words),
  (error: unknown) => {
    console.error(failureOf(error)?.message ?? (error instanceof Error ? error.message : String(error)));
    process.exit(1);
  },
);
