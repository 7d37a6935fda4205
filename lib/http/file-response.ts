import type { ServedFile } from "@/lib/services/load-file";
import { isKnown } from "./job-response";

/**
 * A stored file, whole or, as the request asks, a single range of it (RFC 9110 §14); 304 if the client has it.
 * Private, and asked about each time: a retry may put another file in its place.
 */
export async function fileResponse(request: Request, served: ServedFile): Promise<Response> {
  const asAttachment = new URL(request.url).searchParams.get("download") === "1";
  const headers = {
    "content-type": served.contentType,
    "accept-ranges": "bytes",
    etag: `"${served.version}"`,
    "cache-control": "private, no-cache",
    "content-security-policy": "sandbox; default-src 'none'",
    "content-disposition": `${asAttachment ? "attachment" : "inline"}; filename="${served.name}"`,
  };
  if (isKnown(request, headers.etag)) return new Response(null, { status: 304, headers });
  const file = await served.load();
  const isSameFile = [null, headers.etag].includes(request.headers.get("if-range"));
  const range = isSameFile ? parseRange(request.headers.get("range"), file.size) : null;
  if (range === null)
    return new Response(file, { headers: { ...headers, "content-length": String(file.size) } });
  if (range === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${file.size}` },
    });
  }
  return new Response(file.slice(range.first, range.last + 1), {
    status: 206,
    headers: {
      ...headers,
      "content-range": `bytes ${range.first}-${range.last}/${file.size}`,
      "content-length": String(range.last - range.first + 1),
    },
  });
}

interface Range {
  first: number;
  last: number;
}

/** `null` where there is no range we serve: the whole file is the right answer then. */
function parseRange(header: string | null, size: number): Range | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") {
    const length = Math.min(size, Number(match[2]));
    return length === 0 ? "unsatisfiable" : { first: size - length, last: size - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === "" ? size - 1 : Math.min(size - 1, Number(match[2]));
  return first >= size || last < first ? "unsatisfiable" : { first, last };
}
