import { InputFile, InputMediaBuilder } from "grammy";
import { apiOf } from "./client";
import type { BotConfig } from "./config";

/** A file to send; it is opened when its turn comes, so that none is held whole. */
export interface Attachment {
  kind: "photo" | "video";
  name: string;
  bytes: number;
  open: () => AsyncIterable<Uint8Array>;
}

/** What Telegram takes of a bot, in characters, files and bytes (its page on the Bot API). */
export const limits = {
  text: 4_096,
  caption: 1_024,
  album: 10,
  bytes: { photo: 10 * 1024 * 1024, video: 50 * 1024 * 1024 },
  /** Ours: together they have to arrive in the time that a call has. */
  albumBytes: 45 * 1024 * 1024,
} as const;

/** Sends words into a chat: at most `limits.text` of them. Throws what `failureOf` reads. */
export async function sendText(bot: BotConfig, chatId: number, text: string): Promise<void> {
  await apiOf(bot).sendMessage(chatId, text, { link_preview_options: { is_disabled: true } });
}

/**
 * Sends files with words below them, as one album where there are several: at most `limits.album`, and `limits.caption`.
 * Throws what `failureOf` reads.
 */
export async function sendFiles(
  bot: BotConfig,
  chatId: number,
  files: readonly [Attachment, ...Attachment[]],
  caption: string,
): Promise<void> {
  const api = apiOf(bot, "files");
  const [first, ...others] = files;
  if (others.length > 0) {
    await api.sendMediaGroup(chatId, [inAlbum(first, caption), ...others.map((file) => inAlbum(file))]);
  } else if (first.kind === "photo") {
    await api.sendPhoto(chatId, inputFile(first), { caption });
  } else {
    await api.sendVideo(chatId, inputFile(first), { caption, supports_streaming: true });
  }
}

function inAlbum(file: Attachment, caption?: string) {
  const captioned = caption === undefined ? {} : { caption };
  return file.kind === "photo"
    ? InputMediaBuilder.photo(inputFile(file), captioned)
    : InputMediaBuilder.video(inputFile(file), { ...captioned, supports_streaming: true });
}

function inputFile({ open, name }: Attachment): InputFile {
  return new InputFile(open(), name);
}
