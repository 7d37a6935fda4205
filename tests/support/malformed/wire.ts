import { connect } from "node:net";

/** A request as bytes: what no client library would send can be sent. */
export interface Call {
  method: string;
  target: string;
  headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** `null` where there is none, and no length of one is announced. */
  body: Buffer | null;
}

export interface Answer {
  status: number;
  /** By names in small letters. */
  headers: Map<string, string>;
  body: string;
}

/** Answers wait no longer than this for anything. */
const patienceMs = 10_000;

/**
 * Sends a call on a connection of its own and reads what comes back until the server closes it, which it is asked to.
 * `null` where nothing has come within 10 s, or the connection ended without an answer.
 */
export function send(url: string, call: Call): Promise<Answer | null> {
  const { hostname, port, host } = new URL(url);
  const { promise, resolve } = Promise.withResolvers<Answer | null>();
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.setTimeout(patienceMs, () => socket.destroy());
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    // A stream has no end to wait for.
    if (/^content-type: text\/event-stream/im.test(chunk.toString("latin1"))) socket.destroy();
  });
  // A server that refuses a body closes while it is still being sent: what it said counts.
  socket.on("error", () => undefined);
  socket.on("close", () => resolve(read(Buffer.concat(chunks).toString("latin1"))));
  socket.on("connect", () => socket.write(bytesOf(call, host)));
  return promise;
}

function bytesOf({ method, target, headers, body }: Call, host: string): Buffer {
  const all = [["host", host], ["connection", "close"], ...headers];
  if (body && !headers.some(([name]) => name === "content-length" || name === "transfer-encoding")) {
    all.push(["content-length", String(body.length)]);
  }
  const head = `${method} ${target} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), body ?? Buffer.alloc(0)]);
}

function read(text: string): Answer | null {
  const end = text.indexOf("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
  if (end < 0 || !status) return null;
  const rest = text.slice(end + 4);
  if (status < 200) return read(rest);
  const lines = text.slice(0, end).split("\r\n").slice(1);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const isChunked = headers.get("transfer-encoding") === "chunked";
  const body = Buffer.from(isChunked ? joined(rest) : rest, "latin1").toString("utf8");
  return { status, headers, body };
}

function joined(chunked: string): string {
  let body = "";
  for (let at = 0; ;) {
    const line = chunked.indexOf("\r\n", at);
    const size = Number.parseInt(chunked.slice(at, line), 16);
    if (line < 0 || !(size > 0)) return body;
    body += chunked.slice(line + 2, line + 2 + size);
    at = line + 2 + size + 2;
  }
}
