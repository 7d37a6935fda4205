import { z } from "zod";
import { baseUrl, optional, variables } from "@/lib/env";

/** What is read from the environment for Telegram. */
export const telegramVariables = variables({
  TELEGRAM_BOT_TOKEN: optional(z.string().regex(/^\d+:[\w-]+$/, "A bot's token looks like 123456:ABC…")),
  TELEGRAM_WEBHOOK_SECRET: optional(z.string().regex(/^[\w-]{16,256}$/, "16 to 256 letters, digits, _ or -")),
  TELEGRAM_BOT_NAME: optional(z.string().regex(/^@?\w+$/, "The bot's name, such as my_darkroom_bot")),
  TELEGRAM_API_ROOT: baseUrl("https://api.telegram.org"),
  TELEGRAM_LINK_ROOT: baseUrl("https://t.me"),
});

/** A bot, and where it is reached. */
export interface BotConfig {
  /** Never to be logged. */
  token: string;
  /** What Telegram shows with each update, so that we know it. */
  webhookSecret: string;
  /** Its name in Telegram, without the @. */
  name: string;
  apiRoot: string;
  /** What links to the bot begin with. */
  linkRoot: string;
}

/** The bot of this Darkroom; `null` where none is configured. */
export function botConfig(
  read: z.infer<typeof telegramVariables.schema> = telegramVariables(),
): BotConfig | null {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: webhookSecret, TELEGRAM_BOT_NAME: name } = read;
  if (token === undefined || webhookSecret === undefined || name === undefined) return null;
  const { TELEGRAM_API_ROOT: apiRoot, TELEGRAM_LINK_ROOT: linkRoot } = read;
  return { token, webhookSecret, name: name.replace(/^@/, ""), apiRoot, linkRoot };
}
