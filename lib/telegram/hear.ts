import { Bot, BotError, type Context } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { z } from "zod";
import { clientOptions } from "./client";
import type { BotConfig } from "./config";
import { failureOf } from "./failure";

/** A person's private chat with the bot. */
export interface Chat {
  id: number;
  /** Whom it is with, in their own words. */
  name: string;
}

/** What the bot answers; each button brings `data` back when it is pressed. */
export interface Answer {
  text: string;
  buttons?: ReadonlyArray<{ label: string; data: string }>;
}

/** What a person can say to the bot. What they throw, `hear` throws. */
export interface Commands {
  start: (chat: Chat, code: string) => Promise<Answer>;
  jobs: (chat: Chat) => Promise<Answer>;
  cancel: (chat: Chat, which: string) => Promise<Answer>;
  mute: (chat: Chat) => Promise<Answer>;
  unmute: (chat: Chat) => Promise<Answer>;
  stop: (chat: Chat) => Promise<Answer>;
  help: (chat: Chat) => Promise<Answer>;
}

/** What else reaches the bot from a chat. */
export interface Listener extends Commands {
  /** A button was pressed; `data` came with it. */
  pressed: (chat: Chat, data: string) => Promise<Answer>;
  /** Whoever had this chat blocked the bot. */
  left: (chat: Chat) => Promise<void>;
}

/** The commands as Telegram's menu shows them. */
export const menu: ReadonlyArray<{ command: keyof Commands; description: string }> = [
  { command: "jobs", description: "What is under way, and what ended last" },
  { command: "cancel", description: "Cancel something that is under way" },
  { command: "mute", description: "Send me no news" },
  { command: "unmute", description: "Send me news again" },
  { command: "stop", description: "Unlink this chat from Darkroom" },
  { command: "help", description: "What I can do" },
];

/** What of an update has to be there; Telegram may send more than anybody here knows. */
export const AnyUpdate = z.looseObject({
  update_id: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
});
export type AnyUpdate = z.infer<typeof AnyUpdate>;

/**
 * Has an update heard, and answers it. Of updates that are none of ours, and of groups, nothing becomes. Throws what the
 * listener throws, and what `failureOf` reads where the answer could not be sent.
 */
export async function hear(config: BotConfig, update: AnyUpdate, listener: Listener): Promise<void> {
  const bot = new Bot(config.token, { client: clientOptions(config), botInfo: botInfo(config) });
  const own = bot.chatType("private");
  for (const { command } of [{ command: "start" } as const, ...menu]) {
    own.command(command, async (context) => {
      await reply(context, await listener[command](chatOf(context.chat), context.match.trim()));
    });
  }
  own.on("callback_query:data", async (context) => {
    const answer = await listener.pressed(chatOf(context.chat), context.callbackQuery.data);
    // What came of it first: the press itself can be answered but once, and only while it is new.
    await changed(context, answer);
    await unlessRefused(context.answerCallbackQuery());
  });
  own.on("my_chat_member", async ({ chat, myChatMember }) => {
    if (myChatMember.new_chat_member.status === "kicked") await listener.left(chatOf(chat));
  });
  own.on("message", async (context) => reply(context, await listener.help(chatOf(context.chat))));
  try {
    await bot.handleUpdate(update);
  } catch (error) {
    throw error instanceof BotError ? error.error : error;
  }
}

/** Puts an answer in the place of the message whose button was pressed; where that cannot be changed, below it. */
async function changed(context: Context, answer: Answer): Promise<void> {
  try {
    const link_preview_options = { is_disabled: true };
    await context.editMessageText(answer.text, { ...looks(answer), link_preview_options });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.outcome !== "refused") throw error;
    if (!isThere.test(failure.message)) await reply(context, answer);
  }
}

/** It says so already: the same press was heard before. */
const isThere = /message is not modified/i;

/** Does without what is refused. */
async function unlessRefused(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (failureOf(error)?.outcome !== "refused") throw error;
  }
}

async function reply(context: Context, answer: Answer): Promise<void> {
  await context.reply(answer.text, { ...looks(answer), link_preview_options: { is_disabled: true } });
}

function looks({ buttons = [] }: Answer) {
  if (buttons.length === 0) return {};
  const rows = buttons.map(({ label, data }) => [{ text: label, callback_data: data }]);
  return { reply_markup: { inline_keyboard: rows } };
}

function chatOf(chat: { id: number; first_name: string; last_name?: string }): Chat {
  return { id: chat.id, name: [chat.first_name, chat.last_name].filter(Boolean).join(" ") };
}

/** What the bot would be told of itself; asking for it would be a call of each cold start. */
function botInfo({ token, name }: BotConfig): UserFromGetMe {
  return {
    id: Number(token.split(":")[0]),
    is_bot: true,
    first_name: name,
    username: name,
    can_join_groups: false,
    can_read_all_group_messages: false,
    can_manage_bots: false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    supports_join_request_queries: false,
  };
}
