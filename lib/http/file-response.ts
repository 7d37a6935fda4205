import type { ServedFile } from "@/lib/services/load-file";
import { RangeNotSatisfiable } from "./errors";
import { fileNameParameters } from "./file-name";
import { isKnown } from "./job-response";
import { parseRange } from "./range";
import { withLength } from "./with-length";

/**
 * A stored file, whole or, as the request asks, a single range of it (RFC 9110 §14); 304 if the client has it. Storage is
 * only asked for bytes that are wanted. Private, and asked about each time, since a retry may put another file in its
 * place; kept for a year where its address `neverChanges` what it means. Throws `RangeNotSatisfiable`.
 */
export async function fileResponse(
  request: Request,
  served: ServedFile,
  { neverChanges = false } = {},
): Promise<Response> {
  const asAttachment = new URL(request.url).searchParams.get("download") === "1";
  const etag = `"${served.version}"`;
  const headers = {
    "content-type": served.contentType,
    "accept-ranges": "bytes",
    etag,
    "cache-control": cacheControl(neverChanges),
    "content-security-policy": "sandbox; default-src 'none'",
    "content-disposition": `${asAttachment ? "attachment" : "inline"}; ${fileNameParameters(served.name)}`,
  };
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  if (request.method === "HEAD") return withLength(null, { headers }, served.bytes);
  const range = rangeOf(request, etag, served.bytes);
  if (range === "unsatisfiable") throw new RangeNotSatisfiable(served.bytes);
  try {
    const { body, span, size } = await served.open(range, request.signal);
    if (span) {
      const part = { ...headers, "content-range": `bytes ${span.first}-${span.last}/${size}` };
      return withLength(body, { status: 206, headers: part }, span.last - span.first + 1);
    }
    // Another file than the one we know has another version.
    const { etag: _, ...unnamed } = { ...headers, "cache-control": cacheControl(false) };
    return withLength(body, { headers: size === served.bytes ? headers : unnamed }, size);
  } catch (error) {
    // Nobody is there any more to be told.
    if (request.signal.aborted) return new Response(null, { status: 499 });
    throw error;
  }
}

/** How long a browser keeps a file, for its owner alone. Packed on the way, a part of it would be no part any more. */
export function cacheControl(neverChanges: boolean): string {
  return `private, ${neverChanges ? "max-age=31536000, immutable" : "no-cache"}, no-transform`;
}

/** Has a browser forget all that it keeps of ours, what is kept for a year too: for answers to whoever leaves. */
export const forgettingBrowser = { "clear-site-data": '"cache"' } as const;

/** A part is only given if it is still of the file that the client has a part of: of the same version, exactly. */
function rangeOf(request: Request, etag: string, bytes: number): ReturnType<typeof parseRange> {
  const isSameFile = [null, etag].includes(request.headers.get("if-range"));
  return isSameFile ? parseRange(request.headers.get("range"), bytes) : null;
}
