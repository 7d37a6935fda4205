import { createHash } from "node:crypto";
import { discard } from "@/lib/providers/safe-link";

/** The largest result we copy: it passes through memory, four at a time. */
export const mostBytes = 64 * 1024 * 1024;

/** A connection that breaks is taken up again where it broke, so often at most. */
const mostTries = 4;

/** The link leads nowhere any more (403, 404, 410): waiting will not help, a new link might. */
export class ResultGone extends Error {
  override readonly name = "ResultGone";
}

/** The server does not answer properly (5xx): a moment later it may. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** The file is larger than we take: no later try makes it smaller. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Whether an answer says that its file is gone. */
export function isGone({ status }: Response): boolean {
  return [403, 404, 410].includes(status);
}

/** Asks for a file, or with `headers` for a part of it. */
export type Ask = (headers: Record<string, string>) => Promise<Response>;

export interface Downloaded {
  bytes: Buffer;
  sha256: string;
}

/**
 * Downloads a file whole, or not at all. After a broken connection it asks for the rest, provided that the server
 * vouches for the same bytes (a strong ETag, `If-Range`); else it begins anew. Throws `ResultGone` for a dead link,
 * `TooLarge` as soon as that is known, an `Error` for anything that may pass.
 */
export async function download(ask: Ask): Promise<Downloaded> {
  let part: Part = { chunks: [], length: 0, etag: null, total: null };
  for (let tries = 1; ; tries++) {
    const isResumed = part.length > 0 && part.etag !== null;
    const response = await ask(
      isResumed ? { range: `bytes=${part.length}-`, "if-range": part.etag ?? "" } : {},
    );
    try {
      part = take(response, isResumed ? part : null);
    } catch (error) {
      discard(response);
      throw error;
    }
    try {
      await drain(response, part);
      if (part.total === null || part.length === part.total) return whole(part);
      throw new Error("the download was cut short");
    } catch (error) {
      if (tries >= mostTries || error instanceof TooLarge) throw error;
    }
  }
}

interface Part {
  chunks: Uint8Array[];
  length: number;
  /** A strong one, or `null`. */
  etag: string | null;
  /** Bytes of the whole file, if the server said. */
  total: number | null;
}

/** Where an answer goes on from: from what we have, if it is the rest of the very same file. */
function take(response: Response, earlier: Part | null): Part {
  if (isGone(response)) throw new ResultGone(`status ${response.status}`);
  if (response.status >= 500) throw new Unavailable(`status ${response.status}`);
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get("content-range") ?? "");
  if (earlier && response.status === 206 && Number(range?.[1]) === earlier.length) return earlier;
  if (response.status === 206) throw new Error("a part of the file that nobody asked for");
  const etag = response.headers.get("etag");
  const length = response.headers.get("content-length");
  if (Number(length) > mostBytes) throw new TooLarge(`the result has ${length} bytes`);
  return {
    chunks: [],
    length: 0,
    etag: etag?.startsWith('"') && !response.headers.get("content-encoding") ? etag : null,
    total: length === null || response.headers.get("content-encoding") ? null : Number(length),
  };
}

async function drain(response: Response, part: Part): Promise<void> {
  for await (const chunk of response.body ?? []) {
    part.length += chunk.byteLength;
    if (part.length > mostBytes) throw new TooLarge("the result is too large");
    part.chunks.push(chunk);
  }
}

function whole({ chunks }: Part): Downloaded {
  const bytes = Buffer.concat(chunks);
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
