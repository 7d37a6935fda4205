import { createServer, request as ask, type IncomingMessage } from "node:http";
import { NodeNextRequest, NodeNextResponse } from "next/dist/server/base-http/node";
import { sendResponse } from "next/dist/server/send-response";
import { afterAll, expect, test } from "vitest";
import { fileResponse } from "@/lib/http/file-response";

// What Next itself makes of our answers, on a connection.
let body = (): ReadableStream<Uint8Array> => new Blob(["0123456789"]).stream();
const file = {
  name: "video.mp4",
  contentType: "video/mp4",
  version: "v1",
  bytes: 10,
  open: async (span: { first: number; last: number } | null) => ({ body: body(), span, size: 10 }),
};
const server = createServer((incoming, outgoing) => {
  const { method = "GET", headers } = incoming;
  const request = new Request("http://app.test/", { method, headers: { range: headers.range ?? "" } });
  void fileResponse(request, file)
    .then((answer) => sendResponse(new NodeNextRequest(incoming), new NodeNextResponse(outgoing), answer))
    .catch(() => undefined);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close().closeAllConnections());

function call(method: string, range = ""): Promise<IncomingMessage> {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return new Promise((resolve, reject) => {
    ask({ port, method, host: "127.0.0.1", headers: { range } }, resolve).once("error", reject).end();
  });
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

test.each([
  ["GET", "", 200, "10", "0123456789"],
  ["GET", "bytes=2-5", 206, "4", "2345"],
  ["HEAD", "", 200, "10", ""],
])("%s %s says how long it is", async (method, range, status, length, words) => {
  body = () => new Blob([words]).stream();
  const answer = await call(method, range);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers["content-length"]).toBe(length);
  expect(answer.headers["transfer-encoding"]).toBeUndefined();
  expect(await read(answer)).toBe(words);
});

test.each(["", "bytes=0-8"])(
  "a file that breaks off midway (%s) breaks the connection, and never ends well",
  async (range) => {
    const torn = Promise.withResolvers<never>();
    // Awaited by whoever reads on; until then it is nobody's.
    torn.promise.catch(() => undefined);
    let isBegun = false;
    body = () =>
      new ReadableStream({
        async pull(controller) {
          if (isBegun) return torn.promise;
          isBegun = true;
          controller.enqueue(new TextEncoder().encode("01234"));
        },
      });
    const answer = await call("GET", range);
    torn.reject(new Error("storage has gone"));
    await expect(read(answer)).rejects.toMatchObject({ code: "ECONNRESET" });
  },
);
