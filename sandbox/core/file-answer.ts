import { createHash } from "node:crypto";
import type { Content } from "./content";
import { cutFaults, rangeFaults } from "./fault-names";
import type { Call } from "./route";
import type { World } from "./world";

interface File {
  content: Content;
  contentType: string;
  /** Names for `cut-download@place`. */
  where: readonly string[];
}

/**
 * Serves a result: `ETag`, ranges (206, 416), and now and then a connection that dies half-way, an end that comes too
 * soon and looks like one, or a server that knows no ranges.
 */
export function fileAnswer(
  { faults }: World,
  { request }: Pick<Call, "request">,
  { content, contentType, where }: File,
): Response {
  const { byteLength: size } = content;
  const etag = etagOf(content);
  const headers = { "content-type": contentType, "accept-ranges": "bytes", etag };
  const ifRange = request.headers.get("if-range");
  const sent = ifRange === null || ifRange === etag ? request.headers.get("range") : null;
  const range = sent !== null && faults.roll(rangeFaults, where) ? null : sent;
  const asked = range === null ? null : readRange(range, size);
  if (asked === "outside") {
    return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${size}` } });
  }
  const { start, end } = asked ?? { start: 0, end: size };
  const cut = end - start > 1 ? faults.roll(cutFaults, where) : null;
  const half = Math.ceil((start + end) / 2);
  return new Response(stream(content.pieces(start, cut ? half : end), cut === "cut-download"), {
    status: asked ? 206 : 200,
    headers: {
      ...headers,
      ...(cut === "short-download" ? {} : { "content-length": String(end - start) }),
      ...(asked ? { "content-range": `bytes ${start}-${end - 1}/${size}` } : {}),
    },
  });
}

function etagOf({ identity, byteLength }: Content): string {
  return `"${createHash("sha256").update(identity).update(String(byteLength)).digest("hex").slice(0, 32)}"`;
}

/** One range of bytes, `end` excluded; `null` where the header asks for something else, which is then ignored. */
function readRange(header: string, size: number): { start: number; end: number } | "outside" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, end } : "outside";
}

/** Makes each piece when the receiver has room for it. */
function stream(pieces: Generator<Uint8Array>, breaksOff: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const { value, done } = pieces.next();
      if (!done) controller.enqueue(value);
      else if (breaksOff) throw new TypeError("The sandbox cut the connection.");
      else controller.close();
    },
    cancel() {
      pieces.return(undefined);
    },
  });
}
