import { z } from "zod";
import type { World } from "../core/world";
import type { Chats, NewSaid } from "./chats";
import { keepMedia, type Params, type Uploaded } from "./params";
import { Command, Keyboard, type Media, type Person } from "./records";
import { badRequest, refusal } from "./refusals";
import { botInfo, messageJson } from "./shapes";

/** In a form, what is no text is written as JSON. */
const json = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" ? parsed(value) : value), schema);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const whom = { chat_id: z.coerce.number().int() };
const keyboard = { reply_markup: json(Keyboard).optional() };
const caption = { caption: z.string().optional() };
const flag = json(z.boolean()).optional();
const preview = json(z.strictObject({ is_disabled: z.boolean().optional() })).optional();

const AlbumItem = z.strictObject({
  type: z.enum(["photo", "video"]),
  media: z.string(),
  supports_streaming: z.boolean().optional(),
  ...caption,
});

const SendMessage = z.strictObject({
  ...whom,
  ...keyboard,
  text: z.string().default(""),
  link_preview_options: preview,
});
const SendPhoto = z.strictObject({ ...whom, ...keyboard, ...caption, photo: z.string().optional() });
const SendVideo = z.strictObject({
  ...whom,
  ...keyboard,
  ...caption,
  video: z.string().optional(),
  supports_streaming: flag,
});
const SendMediaGroup = z.strictObject({ ...whom, media: json(z.array(AlbumItem)) });
const EditMessageText = z.strictObject({
  ...whom,
  ...keyboard,
  message_id: z.coerce.number(),
  text: z.string(),
  link_preview_options: preview,
});
const AnswerCallbackQuery = z.strictObject({
  callback_query_id: z.string(),
  text: z.string().max(200).optional(),
  show_alert: flag,
});
const SetWebhook = z.strictObject({
  url: z.string(),
  secret_token: z
    .string()
    .regex(/^[\w-]{1,256}$/)
    .optional(),
  allowed_updates: json(z.array(z.string())).optional(),
  max_connections: z.coerce.number().min(1).max(100).optional(),
  drop_pending_updates: flag,
});
const SetMyCommands = z.strictObject({ commands: json(z.array(Command).max(100)) });

type Method = (params: Params) => unknown;

/**
 * The methods of the Bot API that this sandbox knows, as it describes them: each gives its `result`. What they do not know
 * of, or what the limits do not allow, they refuse. @throws Refusal
 */
export function methods(world: World, chats: Chats): Record<string, Method> {
  const say = (chatId: number, said: NewSaid) => {
    const person = reachable(chats, chatId);
    return messageJson(chats.add(person, said), person);
  };
  const sendOne = async (
    kind: Media["kind"],
    { chat_id, caption: text = "", reply_markup }: Captioned,
    file: Uploaded | undefined,
  ) => {
    reachable(chats, chat_id);
    const media = await keepMedia(world, kind, file);
    return say(chat_id, {
      by: "bot",
      text: atMost(1_024, text, "message caption is too long"),
      media,
      keyboard: reply_markup ?? null,
    });
  };

  return {
    getMe: () => botInfo,

    sendMessage: ({ fields }) => {
      const { chat_id, text, reply_markup } = read(SendMessage, fields);
      reachable(chats, chat_id);
      if (text.trim() === "") throw badRequest("message text is empty");
      return say(chat_id, {
        by: "bot",
        text: atMost(4_096, text, "message is too long"),
        keyboard: reply_markup ?? null,
      });
    },

    sendPhoto: async ({ fields, files }) => {
      const { photo = "attach://photo", ...sent } = read(SendPhoto, fields);
      return sendOne("photo", sent, attached(files, photo));
    },

    sendVideo: async ({ fields, files }) => {
      const { video = "attach://video", ...sent } = read(SendVideo, fields);
      return sendOne("video", sent, attached(files, video));
    },

    sendMediaGroup: async ({ fields, files }) => {
      const { chat_id, media } = read(SendMediaGroup, fields);
      reachable(chats, chat_id);
      if (media.length < 2 || media.length > 10) throw badRequest("there must be 2 to 10 items in an album");
      const items: NewSaid[] = [];
      const album = String(world.ids.next());
      for (const { type, media: name, caption: text = "" } of media) {
        const kept = await keepMedia(world, type, attached(files, name));
        items.push({
          by: "bot",
          text: atMost(1_024, text, "message caption is too long"),
          media: kept,
          album,
        });
      }
      return items.map((item) => say(chat_id, item));
    },

    editMessageText: ({ fields }) => {
      const { chat_id, message_id, text, reply_markup } = read(EditMessageText, fields);
      const person = reachable(chats, chat_id);
      const said = chats.messageOf(person, message_id);
      if (said?.by !== "bot" || said.media) throw badRequest("message to edit not found");
      const changed = {
        ...said,
        text: atMost(4_096, text, "MESSAGE_TOO_LONG"),
        keyboard: reply_markup ?? null,
      };
      if (JSON.stringify(changed) === JSON.stringify(said)) throw badRequest("message is not modified");
      return messageJson(chats.change(changed), person);
    },

    answerCallbackQuery: ({ fields }) => {
      const { callback_query_id: id } = read(AnswerCallbackQuery, fields);
      if (!chats.answer(Number(id)))
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      return true;
    },

    setMyCommands: ({ fields }) => {
      chats.setMenu(read(SetMyCommands, fields).commands);
      return true;
    },

    setWebhook: ({ fields }) => {
      const { url, secret_token } = read(SetWebhook, fields);
      chats.setWebhook(url, secret_token ?? null);
      return true;
    },

    deleteWebhook: () => {
      chats.setWebhook("", null);
      return true;
    },

    getWebhookInfo: () => ({
      url: chats.webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: 0,
    }),
  };
}

type Captioned = Pick<z.output<typeof SendPhoto>, "chat_id" | "caption" | "reply_markup">;

function read<T extends z.ZodType>(schema: T, fields: Record<string, unknown>): z.output<T> {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badRequest(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "cannot be read"}`);
}

/** Whoever the bot may write to. */
function reachable(chats: Chats, id: number): Person {
  const person = chats.person(id);
  if (!person) throw badRequest("chat not found");
  if (!person.hasStarted) throw refusal(403, "Forbidden: bot can't initiate conversation with a user");
  if (person.isBlocking) throw refusal(403, "Forbidden: bot was blocked by the user");
  return person;
}

function atMost(length: number, text: string, why: string): string {
  if (text.length > length) throw badRequest(why);
  return text;
}

function attached(files: Params["files"], named: string): Uploaded | undefined {
  return named.startsWith("attach://") ? files.get(named.slice("attach://".length)) : undefined;
}
