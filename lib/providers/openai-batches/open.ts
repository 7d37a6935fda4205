import type { OfferedFile } from "@/lib/jobs/job";
import { openContent } from "../openai-shared/open-content";
import { isNotFound, ProviderError } from "../provider-error";
import { discard } from "../safe-link";
import { getFile } from "./client";
import { batchesPlace, config } from "./config";

const lineFeed = 0x0a;

/**
 * Opens a file of results with our key, and makes sure that all of it comes: an answer that ends early ends in an error,
 * and one that begins elsewhere than was asked is none. What the place has, and does not give out yet, is no 404.
 */
export async function open(
  file: OfferedFile,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  // Where a range is asked for, `fetch` says so by itself.
  const asked = headers["range"] === undefined ? { ...headers, "accept-encoding": "identity" } : headers;
  const response = await openContent(batchesPlace(), { folder: "files", link: file.url }, asked, signal);
  if (response.status === 404) return notThere(response, file.url);
  if (!response.ok || !response.body) return response;
  const fromByte = Number(/^bytes=(\d+)-$/.exec(headers["range"] ?? "")?.[1] ?? 0);
  const { begin, total } = placeOf(response, fromByte);
  if (response.status === 206 && begin !== fromByte) {
    discard(response);
    throw cutOff();
  }
  const end = total ?? (await lengthOf(file.url));
  if (end === null) return response;
  return new Response(response.body.pipeThrough(untilEnd(begin, end)), response);
}

/** From which byte on an answer has a file, the one that was asked for if it does not say, and how long the file is. */
function placeOf({ status, headers }: Response, asked: number): { begin: number; total: number | null } {
  if (status === 206) {
    const range = /^bytes (\d+)-\d*\/(\d+)?/i.exec(headers.get("content-range") ?? "");
    return { begin: Number(range?.[1] ?? asked), total: range?.[2] ? Number(range[2]) : null };
  }
  // What it is packed in has a length of its own.
  const length = headers.has("content-encoding") ? null : headers.get("content-length");
  return { begin: 0, total: length === null ? null : Number(length) };
}

/** How long the file is by the place's own record of it; `null` where it has none that we can read. */
async function lengthOf(url: string): Promise<number | null> {
  return getFile(idIn(url)).then(
    ({ bytes }) => bytes,
    () => null,
  );
}

/**
 * Lets pass what comes from one byte to another, and throws where the end is not reached. The last line of what is all there
 * has an end: whoever reads it need not wait for more.
 */
function untilEnd(begin: number, end: number): TransformStream<Uint8Array, Uint8Array> {
  let at = begin;
  let last: number | undefined = lineFeed;
  return new TransformStream({
    transform(piece, controller) {
      at += piece.byteLength;
      last = piece.at(-1) ?? last;
      controller.enqueue(piece);
    },
    flush(controller) {
      if (at < end) controller.error(cutOff());
      else if (last !== lineFeed) controller.enqueue(Uint8Array.of(lineFeed));
    },
  });
}

/** A 404 is one, unless the place has the file: then it gives it out later. */
async function notThere(response: Response, url: string): Promise<Response> {
  try {
    await getFile(idIn(url));
  } catch (error) {
    if (isNotFound(error)) return response;
    discard(response);
    throw error;
  }
  discard(response);
  throw cutOff();
}

function cutOff(): ProviderError {
  const facts = { retryable: true, mayHaveWorked: false };
  return new ProviderError("unavailable", `${config.label} has not given out all of its results yet.`, facts);
}

function idIn(url: string): string {
  return decodeURIComponent(/\/files\/([^/?#]+)\/content$/.exec(new URL(url).pathname)?.[1] ?? "");
}
