import { fileTypeFromBuffer } from "file-type";
import { inTime } from "@/lib/in-time";
import type { OfferedFile } from "@/lib/jobs/job";
import type { Makes } from "@/lib/jobs/kind-profile";
import type { Provider } from "@/lib/providers/provider";
import { UnsafeLink } from "@/lib/guarded-fetch";
import { discard, isOnThisMachine, openLink } from "@/lib/providers/safe-link";
import { download, isGone, ResultGone, TooLarge, Unavailable, type Ask, type Downloaded } from "./download";

const downloadMs = 30_000;

/** What a result of each sort may be, by its bytes, and how its file's name ends. */
const types: Readonly<Record<Exclude<Makes, "words">, Readonly<Record<string, string>>>> = {
  pictures: {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/gif": "gif",
  },
  films: { "video/mp4": "mp4", "video/webm": "webm", "video/quicktime": "mov", "video/x-m4v": "m4v" },
  voices: {
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/ogg; codecs=opus": "opus",
  },
};

/** A file that holds sound alone says of itself as well that it is a film. */
const soundOf: ReadonlyMap<string, string> = new Map([["video/mp4", "audio/mp4"]]);

const extensions: ReadonlyMap<string, string> = new Map(Object.values(types).flatMap(Object.entries));

type Opener = Pick<Provider, "open" | "baseUrl"> | undefined;

export interface FetchedResult extends Downloaded {
  contentType: string;
  extension: string;
}

/**
 * Downloads a result whole, within 30 s: through its provider where the link is not a plain one, and else from the other
 * places where it may lie; once more where one of them is only not answering properly. Its type is what its bytes say, not
 * what the server says, and has to be of the sort that was asked for. Throws `TooLarge`; `UnsafeLink` where what is left are
 * links that we do not open; `ResultGone` where they are dead; an `Error` for anything that may pass.
 */
export async function fetchResult(
  file: OfferedFile,
  provider?: Opener,
  makes?: Makes,
): Promise<FetchedResult> {
  return inTime(downloadMs, async (signal) => {
    const askers = askersOf(file, provider, signal);
    const first = await fetchFromAny(askers, makes);
    if (!(first instanceof Unfetched)) return first;
    const isWorthAnother = first.failures.some((error) => error instanceof Unavailable) && !signal.aborted;
    const last = isWorthAnother ? await fetchFromAny(askers, makes) : first;
    if (!(last instanceof Unfetched)) return last;
    throw last.worst();
  });
}

/** Why a file came from none of its places. */
class Unfetched {
  constructor(readonly failures: readonly unknown[]) {}

  /** What leaves most hope: trouble that may pass; then that there is a link, if none that we open; then that all are dead. */
  worst(): unknown {
    const [gone, unsafe] = [ResultGone, UnsafeLink].map((sort) =>
      this.failures.find((error) => error instanceof sort),
    );
    const passing = this.failures.find(
      (error) => !(error instanceof ResultGone) && !(error instanceof UnsafeLink),
    );
    return (
      passing ??
      (gone && unsafe ? new NoneOpened("a dead link, and one that we do not open") : (unsafe ?? gone))
    );
  }
}

/** The place that we open has nothing, perhaps not yet, and the others we do not open. */
export class NoneOpened extends UnsafeLink {}

async function fetchFromAny(
  askers: readonly Ask[],
  makes: Makes | undefined,
): Promise<FetchedResult | Unfetched> {
  const failures: unknown[] = [];
  for (const ask of askers) {
    try {
      return await fetchFrom(ask, makes);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      failures.push(error);
    }
  }
  return new Unfetched(failures);
}

async function fetchFrom(ask: Ask, makes: Makes | undefined): Promise<FetchedResult> {
  const { bytes, sha256 } = await download(ask);
  const contentType = await typeOf(bytes, makes);
  if (contentType === null) throw new Error("the result is not what was asked for");
  return { bytes, contentType, extension: extensionOf(contentType), sha256 };
}

/** The type of a file by its bytes, where it is of the sort that was asked for, or of any; else `null`. */
export async function typeOf(bytes: Buffer, makes: Makes | undefined): Promise<string | null> {
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  const mime = makes === "voices" ? (soundOf.get(found ?? "") ?? found) : found;
  const isWanted =
    makes && makes !== "words" ? mime !== undefined && mime in types[makes] : extensions.has(mime ?? "");
  return isWanted && mime !== undefined ? mime : null;
}

/** How the name of a file of this type ends. Throws for a type that no result has. */
export function extensionOf(contentType: string): string {
  const extension = extensions.get(contentType);
  if (extension === undefined) throw new Error(`no result is of the type ${contentType}`);
  return extension;
}

/** How a file is asked for, place by place. Our key goes to the first at most: the others are plain links. */
function askersOf(file: OfferedFile, provider: Opener, signal: AbortSignal): Ask[] {
  return [
    (headers) => open(file, provider, headers, signal),
    ...(file.alternatives ?? []).map((url): Ask => (headers) => {
      return openLink(url, headers, signal, { mayBeLocal: isLocal(provider) });
    }),
  ];
}

/**
 * Opens a result to be read as a stream from this byte on, for so long at most. There is nothing behind its end (416),
 * and a server that sends it whole instead is read over. Where the server says how long the file is, the stream fails if it
 * ends before: a connection may break without a word. Throws `ResultGone` for a dead link, an `Error` for anything that
 * may pass.
 */
export async function openResult(
  file: OfferedFile,
  provider: Opener,
  fromByte: number,
  timeoutMs: number,
): Promise<AsyncIterable<Uint8Array>> {
  const headers = fromByte > 0 ? { range: `bytes=${fromByte}-` } : {};
  const response = await open(file, provider, headers, AbortSignal.timeout(timeoutMs));
  if (response.ok && response.body) {
    if (response.status !== 206) return without(whole(response.body, lengthOf(response)), fromByte);
    const { from, total } = rangeOf(response);
    if (from === null || from === fromByte) return whole(response.body, total && total - fromByte);
    discard(response);
    throw new Error("a part of the file that nobody asked for");
  }
  discard(response);
  if (response.status === 416 && fromByte > 0) return without([], 0);
  throw isGone(response)
    ? new ResultGone(`status ${response.status}`)
    : new Error(`status ${response.status}`);
}

/** How many bytes an answer has, `null` where it does not say. */
function lengthOf({ headers }: Response): number | null {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? null : Number(length);
}

/** Where a part of a file begins, and how long the file is; `null` where it does not say. */
function rangeOf({ headers }: Response): { from: number | null; total: number | null } {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "");
  if (!range) return { from: null, total: null };
  return { from: Number(range[1]), total: range[2] === "*" ? null : Number(range[2]) };
}

/** A stream that fails where it ends before so many bytes. */
async function* whole(
  chunks: AsyncIterable<Uint8Array>,
  length: number | null,
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = length ?? 0;
  for await (const chunk of chunks) {
    left -= chunk.byteLength;
    yield chunk;
  }
  if (left > 0) throw new Error("the download was cut short");
}

/** A stream without its first bytes. */
async function* without(
  chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  count: number,
): AsyncIterable<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left < chunk.byteLength) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.byteLength);
  }
}

async function open(
  file: OfferedFile,
  provider: Opener,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const mayBeLocal = isLocal(provider);
  return provider?.open?.(file, headers, signal) ?? openLink(file.url, headers, signal, { mayBeLocal });
}

function isLocal(provider: Opener): boolean {
  return provider !== undefined && isOnThisMachine(provider.baseUrl());
}
