import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { download, mostBytes, ResultGone, TooLarge } from "./download";

const bytes = randomBytes(300_000);
const sha256 = createHash("sha256").update(bytes).digest("hex");
let server: Server | undefined;
afterEach(() => void server?.close());

type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** Downloads from a server that answers its nth request so; resolves also to the ranges it was asked for. */
async function from(answer: Answer) {
  const ranges: Array<string | undefined> = [];
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response, ranges.length);
  });
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const result = await download((headers) => fetch(`http://127.0.0.1:${port}`, { headers })).catch(
    (error: unknown) => error,
  );
  return { result, ranges };
}

/** Announces everything from `start` on, and breaks off after `length` bytes. */
function breakOff(
  response: ServerResponse,
  start: number,
  length: number,
  headers: Record<string, string> = {},
) {
  response.writeHead(start === 0 ? 200 : 206, {
    "content-length": String(bytes.length - start),
    ...(start > 0 && { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    ...headers,
  });
  response.write(bytes.subarray(start, start + length), () => setImmediate(() => response.destroy()));
}

function sendFrom(response: ServerResponse, start: number, headers: Record<string, string> = {}) {
  response.writeHead(start === 0 ? 200 : 206, {
    "content-length": String(bytes.length - start),
    ...(start > 0 && { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    ...headers,
  });
  response.end(bytes.subarray(start));
}

const startOf = (range: string | undefined) => Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
const strong = { etag: '"v1"' };

test("a download that breaks off goes on where it broke, and every byte is right", async () => {
  const { result, ranges } = await from((request, response, nth) => {
    const start = startOf(request.headers.range);
    if (nth < 3) breakOff(response, start, 100_000, strong);
    else sendFrom(response, start, strong);
  });
  expect(result).toMatchObject({ sha256 });
  expect(ranges).toHaveLength(3);
  expect(startOf(ranges[2])).toBeGreaterThan(startOf(ranges[1]));
});

test.each([{}, { etag: 'W/"v1"' }])("without a strong ETag it begins anew: %o", async (headers) => {
  const { result, ranges } = await from((_request, response, nth) =>
    nth === 1 ? breakOff(response, 0, 100_000, headers) : sendFrom(response, 0, headers),
  );
  expect(result).toMatchObject({ sha256 });
  expect(ranges).toEqual([undefined, undefined]);
});

test("a file that has changed meanwhile is taken from its start, not patched together", async () => {
  const { result } = await from((_request, response, nth) => {
    if (nth > 1) return sendFrom(response, 0, { etag: '"v2"' });
    response.writeHead(200, { "content-length": String(bytes.length), ...strong });
    response.write(randomBytes(100_000), () => setImmediate(() => response.destroy()));
  });
  expect(result).toMatchObject({ sha256 });
});

test("a part that is not the one asked for is not taken", async () => {
  const { result } = await from((_request, response, nth) =>
    nth === 1 ? breakOff(response, 0, 100_000, strong) : sendFrom(response, 7, strong),
  );
  expect(result).toBeInstanceOf(Error);
});

test("one that keeps breaking off is given up after four tries, with nothing", async () => {
  const { result, ranges } = await from((request, response) =>
    breakOff(response, startOf(request.headers.range), 10, strong),
  );
  expect(result).toBeInstanceOf(Error);
  expect(ranges).toHaveLength(4);
});

test.each([403, 404, 410, 416, 500])("an answer of %i is let go of, unread", async (status) => {
  let isCanceled = false;
  const body = new ReadableStream({
    cancel: () => {
      isCanceled = true;
    },
  });
  await expect(download(async () => new Response(body, { status }))).rejects.toThrow(`status ${status}`);
  expect(isCanceled).toBe(true);
});

test("a link that dies between two tries is dead", async () => {
  const { result } = await from((_request, response, nth) => {
    if (nth === 1) return breakOff(response, 0, 100_000, strong);
    response.writeHead(410).end();
  });
  expect(result).toBeInstanceOf(ResultGone);
});

test("a file that says it is too large is not read at all, and asked for once", async () => {
  let sent = 0;
  const { result, ranges } = await from((_request, response) => {
    response.writeHead(200, { "content-length": String(mostBytes + 1) });
    response.write(bytes.subarray(0, 1_000));
    response.on("close", () => (sent = response.socket?.bytesWritten ?? sent));
  });
  expect(result).toBeInstanceOf(TooLarge);
  expect(ranges).toHaveLength(1);
  expect(sent).toBeLessThan(100_000);
});

test("a file that turns out to be too large is let go of at the limit, and asked for once", async () => {
  const { result, ranges } = await from((_request, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(1024 * 1024)));
    };
    response.on("drain", more);
    more();
  });
  expect(result).toBeInstanceOf(TooLarge);
  expect(ranges).toHaveLength(1);
});
