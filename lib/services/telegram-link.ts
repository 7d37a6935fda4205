import { createHmac, randomInt } from "node:crypto";
import { muteTelegram, offerTelegramCode, readTelegramLink, unlinkTelegram } from "@/lib/db/telegram";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import type { TelegramCode, TelegramView } from "@/lib/jobs/telegram-view";
import { botConfig } from "@/lib/telegram/config";
import { Conflict, NotFound } from "./errors";

/** How this user's account stands with Telegram. */
export async function readTelegram(user: User): Promise<TelegramView> {
  const bot = botConfig();
  const link = bot && (await readTelegramLink(user));
  return {
    available: bot !== null,
    linked: link !== null,
    name: link?.name ?? null,
    muted: link?.muted ?? false,
    botName: bot?.name ?? null,
  };
}

/** Long enough to take out a phone, and too short to be guessed in. */
const codeSeconds = 600;
/** Nothing that is mistaken for something else when it is typed: 12 of 31 are 59 bits. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ2345679";
const codeLength = 12;

/**
 * A code that links this user's account to the chat in which it is said first, within ten minutes; one that was given
 * before is none any more. Throws `Conflict` where there is no bot.
 */
export async function offerLink(user: User): Promise<TelegramCode> {
  const bot = botConfig();
  if (!bot) throw new Conflict("no_telegram", "This Darkroom has no Telegram bot.");
  const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join("");
  const expiresAt = await offerTelegramCode(user.id, hashOf(code), codeSeconds);
  return { code, url: `${bot.linkRoot}/${bot.name}?start=${code}`, expiresAt: expiresAt.toISOString() };
}

/** What is kept of a code. */
export function hashOf(code: string): string {
  return createHmac("sha256", env().WEBHOOK_SECRET)
    .update(`telegram|${code.toUpperCase()}`)
    .digest("base64url");
}

/** Has the linked chat told of jobs, or not. Throws `NotFound` where none is linked. */
export async function setMuted(user: User, muted: boolean): Promise<TelegramView> {
  if (!(await muteTelegram({ userId: user.id }, muted))) throw new NotFound();
  return readTelegram(user);
}

/** Unlinks the account, if it is linked. */
export async function unlink(user: User): Promise<void> {
  await unlinkTelegram({ userId: user.id });
}
