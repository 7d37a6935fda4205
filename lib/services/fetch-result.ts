import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";

/** The largest result we copy: it passes through memory, four at a time. */
const mostBytes = 64 * 1024 * 1024;
const timeoutMs = 30_000;

const kinds = new Set(["image/jpeg", "image/png", "image/webp", "video/mp4", "video/webm"]);

export interface FetchedResult {
  bytes: Buffer;
  contentType: string;
  extension: string;
  sha256: string;
}

/** The link leads nowhere any more (403, 404, 410): waiting will not help, a new link might. */
export class ResultGone extends Error {
  override readonly name = "ResultGone";
}

/**
 * Downloads a result whole. Its type is what its bytes say, not what the server says. Throws `ResultGone` for a
 * dead link, an `Error` for anything that may pass.
 */
export async function fetchResult(url: string): Promise<FetchedResult> {
  requireSafe(url);
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  requireSafe(response.url || url);
  if ([403, 404, 410].includes(response.status)) throw new ResultGone(`status ${response.status}`);
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);

  const chunks: Uint8Array[] = [];
  const hash = createHash("sha256");
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.byteLength;
    if (length > mostBytes) throw new Error("the result is too large");
    chunks.push(chunk);
    hash.update(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const announced = response.headers.get("content-length");
  if (announced && !response.headers.get("content-encoding") && Number(announced) !== length) {
    throw new Error("the download was cut short");
  }
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !kinds.has(type.mime)) throw new Error("the result is no picture and no video");
  return { bytes, contentType: type.mime, extension: type.ext, sha256: hash.digest("hex") };
}

/** Results come over TLS; in the clear only from this very machine, where a simulated provider runs. */
function requireSafe(url: string): void {
  const { protocol, hostname } = new URL(url);
  const isLoopback = hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback)) throw new Error("the link is not safe");
}
