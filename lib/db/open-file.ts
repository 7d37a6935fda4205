import { env } from "@/lib/env";
import { inTime } from "@/lib/in-time";
import { plainFetch } from "@/lib/plain-fetch";
import { DatabaseError } from "./database-error";
import { cut, type Span } from "./span";
import type { Bucket } from "./storage";

/** A file in storage, as our record has it. */
export interface StoredFile {
  bucket: Bucket;
  path: string;
  bytes: number;
}

/** What storage gives of a file, as it comes. */
export interface OpenedFile {
  body: ReadableStream<Uint8Array>;
  /** What of the file the body is; `null` for all of it. */
  span: Span | null;
  /** The whole file's bytes, as storage has it. */
  size: number;
}

/** The longest we wait for storage to begin an answer. */
const answerMs = 7_500;

/**
 * Opens a stored file, or a span of it, until the signal; `null` if it is not there. The span is passed on to storage, and
 * cut out of what a storage without ranges answers; where the file there is not the one of our record, all of it is
 * opened. Throws a `DatabaseError` if storage does not answer.
 */
export async function openFile(
  file: StoredFile,
  span: Span | null,
  signal: AbortSignal,
): Promise<OpenedFile | null> {
  const line = hold(signal);
  const answer = await ask(file, span, line.controller);
  if (answer === null) return null;
  const { status, headers, body } = answer;
  const size = status === 200 ? Number(headers.get("content-length") ?? file.bytes) : null;
  if (size !== null && body) {
    const part = size === file.bytes ? span : null;
    return { body: cut(body, part ?? { first: 0, last: size - 1 }), span: part, size };
  }
  if (span && body && isAsAsked(headers, span, file.bytes))
    return { body: cut(body, { first: 0, last: span.last - span.first }), span, size: file.bytes };
  line.end();
  if (span === null) throw away(`an answer without a body (${status})`, { status });
  return openFile(file, null, signal);
}

/** The bytes of a stored file, as storage has it; `null` if it is not there. Throws a `DatabaseError` if storage does not answer. */
export async function sizeOfFile(
  place: Pick<StoredFile, "bucket" | "path">,
  signal: AbortSignal,
): Promise<number | null> {
  const opened = await openFile({ ...place, bytes: 0 }, null, signal);
  await opened?.body.cancel();
  return opened && opened.size;
}

/** A line to storage, which ends with the signal. */
interface Line {
  controller: AbortController;
  end: () => void;
}

function hold(signal: AbortSignal): Line {
  signal.throwIfAborted();
  const controller = new AbortController();
  const end = () => controller.abort(signal.reason);
  signal.addEventListener("abort", end, { once: true });
  return { controller, end };
}

/** Storage's answer: 200, 206 or 416; `null` where it has no such file. */
async function ask(
  { bucket, path }: StoredFile,
  span: Span | null,
  line: AbortController,
): Promise<Response | null> {
  const { SUPABASE_URL: url, SUPABASE_SECRET_KEY: key } = env();
  const headers = {
    apikey: key,
    authorization: `Bearer ${key}`,
    // A packed answer would have another length than the file.
    "accept-encoding": "identity",
    ...(span && { range: `bytes=${span.first}-${span.last}` }),
  };
  try {
    return await inTime(answerMs, async (late) => {
      late.addEventListener("abort", () => line.abort(late.reason));
      const link = `${url}/storage/v1/object/${bucket}/${encodeURI(path)}`;
      const answer = await plainFetch(link, { headers, signal: line.signal });
      if (answer.ok || answer.status === 416) return answer;
      const words = await answer.text();
      // Hosted storage says 400 here, and what it means inside.
      if (answer.status < 500 && isNoSuchFile(words)) return null;
      throw away(`status ${answer.status}: ${words.slice(0, 200)}`, { status: answer.status });
    });
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw away(reasonOf(error), { status: 0, cause: error });
  }
}

/** Storage says so in JSON; a page is somebody's on the way to it. */
export function isNoSuchFile(words: string): boolean {
  return words.startsWith("{") && /not.?found|NoSuchKey/i.test(words);
}

function away(why: string, about: ErrorOptions & { status: number }): DatabaseError {
  return new DatabaseError(`loading a file: ${why}`, undefined, about);
}

/** `fetch` hides what happened in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** Whether a part is the one that was asked for, of a file as large as we know it. */
function isAsAsked(headers: Headers, { first, last }: Span, bytes: number): boolean {
  return headers.get("content-range") === `bytes ${first}-${last}/${bytes}`;
}
