import { createHash } from "node:crypto";
import { cutFaults } from "./fault-names";
import type { Call } from "./route";
import type { World } from "./world";

interface File {
  bytes: Buffer;
  contentType: string;
  /** Names for `cut-download@place`. */
  where: readonly string[];
}

/** Serves a result: `ETag`, ranges (206, 416), and now and then a connection that dies half-way. */
export function fileAnswer(
  { faults }: World,
  { request }: Call,
  { bytes, contentType, where }: File,
): Response {
  const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}"`;
  const headers = { "content-type": contentType, "accept-ranges": "bytes", etag };
  const ifRange = request.headers.get("if-range");
  const range = ifRange === null || ifRange === etag ? request.headers.get("range") : null;
  const asked = range === null ? null : readRange(range, bytes.byteLength);
  if (asked === "outside") {
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${bytes.byteLength}` },
    });
  }
  const { start, end } = asked ?? { start: 0, end: bytes.byteLength };
  const part = new Uint8Array(bytes.subarray(start, end));
  const cut = part.byteLength > 1 && faults.roll(cutFaults, where) !== null;
  return new Response(cut ? halfOf(part) : part, {
    status: asked ? 206 : 200,
    headers: {
      ...headers,
      "content-length": String(part.byteLength),
      ...(asked ? { "content-range": `bytes ${start}-${end - 1}/${bytes.byteLength}` } : {}),
    },
  });
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
function halfOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) {
        controller.error(new TypeError("The sandbox cut the connection."));
        return;
      }
      sent = true;
      controller.enqueue(bytes.subarray(0, Math.ceil(bytes.byteLength / 2)));
    },
  });
}
