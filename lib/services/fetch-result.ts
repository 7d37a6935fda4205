import { fileTypeFromBuffer } from "file-type";
import type { OfferedFile } from "@/lib/jobs/job";
import type { Provider } from "@/lib/providers/provider";
import { discard, isOnThisMachine, openLink } from "@/lib/providers/safe-link";
import { download, isGone, ResultGone, type Downloaded } from "./download";

const downloadMs = 30_000;

const kinds = new Set(["image/jpeg", "image/png", "image/webp", "video/mp4", "video/webm"]);

type Opener = Pick<Provider, "open" | "baseUrl"> | undefined;

export interface FetchedResult extends Downloaded {
  contentType: string;
  extension: string;
}

/**
 * Downloads a result whole, within 30 s, through its provider where the link is not a plain one. Its type is what
 * its bytes say, not what the server says. Throws `ResultGone` for a dead link, an `Error` for anything that may
 * pass.
 */
export async function fetchResult(file: OfferedFile, provider?: Opener): Promise<FetchedResult> {
  const signal = AbortSignal.timeout(downloadMs);
  const { bytes, sha256 } = await download((headers) => open(file, provider, headers, signal));
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !kinds.has(type.mime)) throw new Error("the result is no picture and no video");
  return { bytes, contentType: type.mime, extension: type.ext, sha256 };
}

/**
 * Opens a result to be read as a stream from this byte on, for so long at most. There is nothing behind its end (416),
 * and a server that sends it whole instead is read over. Throws `ResultGone` for a dead link, an `Error` for
 * anything that may pass.
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
    return response.status === 206 ? response.body : without(response.body, fromByte);
  }
  await discard(response);
  if (response.status === 416 && fromByte > 0) return without([], 0);
  throw isGone(response)
    ? new ResultGone(`status ${response.status}`)
    : new Error(`status ${response.status}`);
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
  const mayBeLocal = provider !== undefined && isOnThisMachine(provider.baseUrl());
  return provider?.open?.(file, headers, signal) ?? openLink(file.url, headers, signal, { mayBeLocal });
}
