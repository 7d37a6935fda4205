import { createHash } from "node:crypto";
import { botConfig, telegramVariables } from "@/lib/telegram/config";
import { registerBot } from "@/lib/telegram/register";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables that put the sandbox in the place of Telegram, unless the user has a bot. `secret` is one that the sandbox
 * and the app share; what comes with updates is made from it.
 */
export function simulatedTelegram(
  sandboxUrl: string,
  secret: string,
  given: Environment = {},
): Record<string, string> {
  if (given["TELEGRAM_BOT_TOKEN"]) return {};
  return {
    TELEGRAM_BOT_TOKEN: "7000000001:sandbox",
    TELEGRAM_WEBHOOK_SECRET: createHash("sha256").update(`telegram ${secret}`).digest("base64url"),
    TELEGRAM_BOT_NAME: "darkroom_bot",
    TELEGRAM_API_ROOT: `${sandboxUrl}/telegram`,
    TELEGRAM_LINK_ROOT: `${sandboxUrl}/telegram`,
  };
}

/** Tells the sandbox where its bot's updates go, as `npm run telegram` does with Telegram; not a bot of the user's own. */
export async function registerSimulated(env: Environment, appUrl: string): Promise<void> {
  const bot = env["TELEGRAM_BOT_TOKEN"] && botConfig(telegramVariables.schema.parse(env));
  if (bot) await registerBot(bot, appUrl);
}
