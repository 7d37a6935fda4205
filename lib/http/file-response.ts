/** A stored file, whole or, as the request asks, a single range of it (RFC 9110 §14). */
export function fileResponse(request: Request, file: Blob, name: string): Response {
  const asAttachment = new URL(request.url).searchParams.get("download") === "1";
  const headers = {
    "content-type": file.type,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=3600",
    "content-security-policy": "sandbox; default-src 'none'",
    "content-disposition": `${asAttachment ? "attachment" : "inline"}; filename="${name}"`,
  };
  const range = parseRange(request.headers.get("range"), file.size);
  if (range === null) return new Response(file, { headers });
  if (range === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${file.size}` },
    });
  }
  return new Response(file.slice(range.first, range.last + 1), {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${range.first}-${range.last}/${file.size}` },
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
