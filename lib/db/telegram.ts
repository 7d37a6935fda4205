import { z } from "zod";
import { callPromptly } from "./call-function";
import { databaseError } from "./database-error";
import { time } from "./job-row";
import { promptServiceClient } from "./service-client";
import { userClient, type User } from "./user-client";

const LinkRow = z
  .object({ user_id: z.string(), chat_id: z.number(), name: z.string(), muted: z.boolean() })
  .transform(({ user_id: userId, chat_id: chatId, name, muted }) => ({ userId, chatId, name, muted }));

/** A user's own chat with the bot. */
export type TelegramLink = z.output<typeof LinkRow>;

const columns = "user_id, chat_id, name, muted";

/** The chat of this user, or `null`. */
export async function readTelegramLink(user: User): Promise<TelegramLink | null> {
  const { data, error, status } = await userClient(user).from("telegram_links").select(columns).maybeSingle();
  if (error) throw databaseError("reading a link to Telegram", error, status);
  return data === null ? null : LinkRow.parse(data);
}

/** Whose chat this is, or `null`. */
export async function readLinkOfChat(chatId: number): Promise<TelegramLink | null> {
  const rows = promptServiceClient().from("telegram_links").select(columns).eq("chat_id", chatId);
  const { data, error, status } = await rows.maybeSingle();
  if (error) throw databaseError("reading a link to Telegram", error, status);
  return data === null ? null : LinkRow.parse(data);
}

/** Keeps the one code that links this user's account: until when. */
export function offerTelegramCode(userId: string, codeHash: string, seconds: number): Promise<Date> {
  return callPromptly(
    "offer_telegram_code",
    { p_user_id: userId, p_code_hash: codeHash, p_seconds: seconds },
    time,
  );
}

const Linking = z
  .object({ email: z.string().nullable(), took_over: z.boolean() })
  .transform(({ email, took_over: tookOver }) => ({ email, tookOver }));

/** Whose chat it is now, and whether it was another account's before. */
export type Linking = z.output<typeof Linking>;

/** Links a chat to whoever was offered this code; `null` for a code that is none any more. */
export function linkTelegram(codeHash: string, chat: { id: number; name: string }): Promise<Linking | null> {
  const args = { p_code_hash: codeHash, p_chat_id: chat.id, p_name: chat.name };
  return callPromptly("link_telegram", args, Linking.nullable());
}

/** Who is meant: by their account, or by their chat. */
export type Linked = { userId: string } | { chatId: number };

const linked = (by: Linked) =>
  "userId" in by ? { p_user_id: by.userId, p_chat_id: null } : { p_user_id: null, p_chat_id: by.chatId };

/** Forgets a link; whether there was one. */
export function unlinkTelegram(by: Linked): Promise<boolean> {
  return callPromptly("unlink_telegram", linked(by), z.boolean());
}

/** Has a chat told of jobs, or not; whether there is such a link. */
export function muteTelegram(by: Linked, muted: boolean): Promise<boolean> {
  return callPromptly("mute_telegram", { ...linked(by), p_muted: muted }, z.boolean());
}

/** Takes an update, to be handled by whoever called. */
export function takeTelegramUpdate(id: number): Promise<"taken" | "under_way" | "handled"> {
  return callPromptly("take_telegram_update", { p_id: id }, z.enum(["taken", "under_way", "handled"]));
}

/** Ends what `takeTelegramUpdate` began: it is handled, or somebody else may try. */
export async function endTelegramUpdate(id: number, isHandled: boolean): Promise<void> {
  await callPromptly("end_telegram_update", { p_id: id, p_is_handled: isHandled }, z.unknown());
}
