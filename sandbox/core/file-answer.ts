import { createHash } from "node:crypto";
import { cutFaults } from "./fault-names";
import type { Content } from "./padded";
import type { Call } from "./route";
import type { World } from "./world";

interface File {
  content: Content;
  contentType: string;
  /** Names for `cut-download@place`. */
  where: readonly string[];
}

/** Serves a result: `ETag`, ranges (206, 416), and now and then a connection that dies half-way. */
export function fileAnswer(
  { faults }: World,
  { request }: Call,
  { content, contentType, where }: File,
): Response {
  const { byteLength: size } = content;
  const etag = etagOf(content);
  const headers = { "content-type": contentType, "accept-ranges": "bytes", etag };
  const ifRange = request.headers.get("if-range");
  const range = ifRange === null || ifRange === etag ? request.headers.get("range") : null;
  const asked = range === null ? null : readRange(range, size);
  if (asked === "outside") {
    return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${size}` } });
  }
  const { start, end } = asked ?? { start: 0, end: size };
  const cut = end - start > 1 && faults.roll(cutFaults, where) !== null;
  return new Response(cut ? halfOf(content, start, end) : stream(content.pieces(start, end)), {
    status: asked ? 206 : 200,
    headers: {
      ...headers,
      "content-length": String(end - start),
      ...(asked ? { "content-range": `bytes ${start}-${end - 1}/${size}` } : {}),
    },
  });
}

function etagOf({ bytes, byteLength }: Content): string {
  return `"${createHash("sha256").update(bytes).update(String(byteLength)).digest("hex").slice(0, 32)}"`;
}

/** One range of bytes, `end` excluded; `null` where the header asks for something else, which is then ignored. */
function readRange(header: string, size: number): { start: number; end: number } | "outside" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, end } : "outside";
}

/** The first half, and then the connection is gone. */
function halfOf(content: Content, start: number, end: number): ReadableStream<Uint8Array> {
  return stream(content.pieces(start, Math.ceil((start + end) / 2)), () => {
    throw new TypeError("The sandbox cut the connection.");
  });
}

/** Makes each piece when the receiver has room for it. */
function stream(pieces: Generator<Uint8Array>, atEnd?: () => never): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const { value, done } = pieces.next();
      if (!done) controller.enqueue(value);
      else {
        atEnd?.();
        controller.close();
      }
    },
  });
}
