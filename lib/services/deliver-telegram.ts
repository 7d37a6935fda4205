import { openFile } from "@/lib/db/open-file";
import { readLinkOfChat, unlinkTelegram } from "@/lib/db/telegram";
import type { Job } from "@/lib/jobs/job";
import { resultsOf } from "@/lib/jobs/result";
import { kindOf } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";
import { botConfig, type BotConfig } from "@/lib/telegram/config";
import { failureOf } from "@/lib/telegram/failure";
import { limits, sendFiles, sendText, type Attachment } from "@/lib/telegram/send";
import type { Deliver, Delivery, Fate, TelegramTarget } from "./delivery";
import { presentJob } from "./present-job";
import { fitted, newsOf, type News } from "./telegram-words";

type ToChat = Delivery<TelegramTarget>;

/** A later try whose files do not get through either tells of them in words. */
const triesWithFiles = 3;
/** As long as a call with files has. */
const storageMs = 40_000;

/**
 * Tells a chat of the end of a job, by one message: an album of its results, or one of them, or words. What is too large,
 * or not taken as a file, is said by its link. Who blocked the bot is unlinked. Never throws.
 */
export const deliverTelegram: Deliver<ToChat> = async (delivery) => {
  const bot = botConfig();
  if (!bot) return { fate: "failed", status: null, message: "Telegram is not set up here." };
  try {
    const link = await readLinkOfChat(delivery.target.chatId);
    if (link?.userId !== delivery.userId)
      return { fate: "gone", message: "The chat is not linked any more." };
    if (link.muted) return { fate: "gone", message: "The chat is muted." };
    await tell(bot, delivery);
    return { fate: "delivered", status: 200 };
  } catch (error) {
    return fateOf(error, delivery.target.chatId);
  }
};

async function tell(bot: BotConfig, { type, job, tries, target }: ToChat): Promise<void> {
  const end = endOf(type);
  const news = newsOf(await presentJob(job), end);
  const [first, ...others] = job.status === end ? attachmentsOf(job) : [];
  if (!first) return sendText(bot, target.chatId, fitted(news, limits.text));
  try {
    await sendFiles(bot, target.chatId, [first, ...others], captionOf(news, job, 1 + others.length));
  } catch (error) {
    if (!isOfFiles(error, tries)) throw error;
    await sendText(bot, target.chatId, fitted(news, limits.text));
  }
}

/** Whether words may get through where files did not: not while Telegram wants to be left alone, or where nobody is. */
function isOfFiles(error: unknown, tries: number): boolean {
  const failure = failureOf(error);
  if (failure?.outcome === "refused") return true;
  if (failure?.outcome === "gone" || failure?.status === 429) return false;
  return tries > triesWithFiles;
}

/** Only ends are told to chats. */
function endOf(type: ToChat["type"]): "completed" | "failed" | "canceled" {
  if (type === "job.failed") return "failed";
  return type === "job.canceled" ? "canceled" : "completed";
}

/** The results that Telegram takes as files, as many as fit into one message. */
function attachmentsOf(job: Job): Attachment[] {
  const files = resultsOf(job, kindOf(job).profile).flatMap(
    ({ name, contentType, bytes, storagePath: path }) => {
      const kind = kindOfFile(contentType);
      if (kind === null || bytes > limits.bytes[kind]) return [];
      return { kind, name, bytes, open: () => stored({ bucket: "artifacts", path, bytes }) };
    },
  );
  return together(files);
}

/** The first of them, and as many of the others as may come with it. */
function together(files: readonly Attachment[]): Attachment[] {
  const chosen: Attachment[] = [];
  let bytes = 0;
  for (const file of files) {
    if (chosen.length > 0 && bytes + file.bytes > limits.albumBytes) continue;
    chosen.push(file);
    bytes += file.bytes;
    if (chosen.length === limits.album) break;
  }
  return chosen;
}

function kindOfFile(contentType: string): Attachment["kind"] | null {
  if (contentType.startsWith("image/")) return "photo";
  return contentType.startsWith("video/") ? "video" : null;
}

async function* stored(file: Parameters<typeof openFile>[0]): AsyncGenerator<Uint8Array> {
  const opened = await openFile(file, null, AbortSignal.timeout(storageMs));
  if (!opened) throw new Error("a result is not there");
  yield* opened.body;
}

function captionOf(news: News, job: Job, sent: number): string {
  const all = resultsOf(job, kindOf(job).profile).length;
  const body = sent < all ? `${news.body}; ${sent} of them here` : news.body;
  return fitted({ ...news, body }, limits.caption);
}

async function fateOf(error: unknown, chatId: number): Promise<Fate> {
  const failure = failureOf(error);
  if (!failure) {
    log("error", "news for Telegram could not be sent", errorFields(error));
    return { fate: "failed", status: null, message: "Something went wrong on our side." };
  }
  const { outcome, status, message, retryAfterMs } = failure;
  if (outcome === "gone") {
    const gone: Fate = { fate: "gone", message };
    const failed: Fate = { fate: "failed", status, message };
    return unlinkTelegram({ chatId }).then(
      () => gone,
      () => failed,
    );
  }
  return { fate: "failed", status, message, ...(retryAfterMs !== null && { retryAfterMs }) };
}
