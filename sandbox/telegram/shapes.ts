import type { Chat, InlineKeyboardButton, Message, Update, User, UserFromGetMe } from "grammy/types";
import type { Keyboard, Media, Person, Said } from "./records";

/** The one bot of this sandbox. */
export const bot = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: "Darkroom",
  username: "darkroom_bot",
} as const;

export const botInfo: UserFromGetMe = {
  ...bot,
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

/** A message as the Bot API writes it. */
export function messageJson(said: Said, person: Person): Message {
  const { number, at, by, text, media, album, keyboard } = said;
  return {
    message_id: number,
    date: Math.floor(at / 1_000),
    chat: chatJson(person),
    from: by === "bot" ? bot : userJson(person),
    ...(media ? { ...mediaJson(media), ...(text && { caption: text }) } : textJson(text)),
    ...(album !== null && { media_group_id: album }),
    ...(keyboard && {
      reply_markup: { inline_keyboard: keyboard.inline_keyboard.map((row) => row.map(buttonJson)) },
    }),
  };
}

function userJson({ id, name }: Person): User {
  return { id, is_bot: false, first_name: name, language_code: "en" };
}

function chatJson({ id, name }: Person): Chat.PrivateChat {
  return { id, type: "private", first_name: name };
}

/** Text, and where in it a command is said. */
function textJson(text: string): Pick<Message.TextMessage, "text" | "entities"> {
  const [command] = /^\/[a-z0-9_]+(@\w+)?/i.exec(text) ?? [];
  if (command === undefined) return { text };
  return { text, entities: [{ type: "bot_command", offset: 0, length: command.length }] };
}

function mediaJson({ kind, blob, contentType, bytes, width, height }: Media) {
  const file = { file_id: blob, file_unique_id: blob, file_size: bytes, width, height };
  if (kind === "photo") return { photo: [file] } satisfies Pick<Message.PhotoMessage, "photo">;
  return { video: { ...file, duration: 0, mime_type: contentType } } satisfies Pick<
    Message.VideoMessage,
    "video"
  >;
}

function buttonJson({
  text,
  callback_data,
  url,
}: Keyboard["inline_keyboard"][number][number]): InlineKeyboardButton {
  return url === undefined ? { text, callback_data: callback_data ?? "" } : { text, url };
}

/** That a person wrote something. */
export function messageUpdate(id: number, said: Said, person: Person): Update {
  return { update_id: id, message: messageJson(said, person) as Update["message"] & {} };
}

/** That a person pressed a button below a message of the bot's. */
export function pressUpdate(id: number, said: Said, person: Person, data: string): Update {
  return {
    update_id: id,
    callback_query: {
      id: String(id),
      from: userJson(person),
      chat_instance: String(person.id),
      message: messageJson(said, person),
      data,
    },
  };
}

/** That a person blocked the bot, or does so no more. */
export function memberUpdate(id: number, person: Person, at: number): Update {
  const status = (isBlocking: boolean) =>
    isBlocking
      ? ({ status: "kicked", user: bot, until_date: 0 } as const)
      : ({ status: "member", user: bot } as const);
  return {
    update_id: id,
    my_chat_member: {
      chat: chatJson(person),
      from: userJson(person),
      date: Math.floor(at / 1_000),
      old_chat_member: status(!person.isBlocking),
      new_chat_member: status(person.isBlocking),
    },
  };
}
