import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { AnswerTooLong, BrokenAnswer } from "./answer";
import { questions } from "./get";

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of one's own; `ask` puts a question to it, `sockets` are the connections that it was called over. */
async function place(answer: Answering) {
  const server: Server = createServer(answer);
  const sockets: Socket[] = [];
  server.on("connection", (socket) => void sockets.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const ask = (timeoutMs = 5_000) =>
    questions.get({
      url: new URL(`http://127.0.0.1:${port}/work?id=1`),
      headers: { "x-key": "k" },
      timeoutMs,
    });
  return { ask, sockets };
}

const yes: Answering = (_request, response) => void response.end("yes");

test("questions follow each other over one connection", async () => {
  const { ask, sockets } = await place(yes);
  for (let n = 0; n < 5; n++) expect((await ask()).bytes.toString()).toBe("yes");
  expect(sockets).toHaveLength(1);
});

test("what is asked, and with which headers, arrives; what is answered is told as it is", async () => {
  const { ask } = await place(({ url, headers }, response) => {
    response.writeHead(429, { "Retry-After": "7" }).end(`${url} ${String(headers["x-key"])}`);
  });
  const { status, headers, bytes } = await ask();
  expect([status, headers.get("retry-after"), headers.get("x-other")]).toEqual([429, "7", null]);
  expect(bytes.toString()).toBe("/work?id=1 k");
});

test("a connection that its other end closes just as it is used again is no answer: the question is put once more", async () => {
  let calls = 0;
  const { ask, sockets } = await place((request, response) => {
    if (++calls === 2) request.socket.destroy();
    else response.end("yes");
  });
  await ask();
  expect((await ask()).bytes.toString()).toBe("yes");
  expect([calls, sockets.length]).toEqual([3, 2]);
});

test("a new connection that breaks is not tried again, nor is a second one", async () => {
  let calls = 0;
  const { ask } = await place((request, response) => {
    if (++calls === 2) response.end("yes");
    else request.socket.destroy();
  });
  await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
  await ask();
  await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(calls).toBe(4);
});

test("a redirect is not followed", async () => {
  const { ask } = await place((_request, response) => {
    response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
  });
  expect((await ask()).status).toBe(302);
});

test.each([
  ["gzip", gzipSync("packed")],
  ["deflate", deflateSync("packed")],
  ["deflate", deflateRawSync("packed")],
])("an answer may come packed: %s", async (encoding, bytes) => {
  const { ask } = await place((_request, response) => {
    response.writeHead(200, { "content-encoding": encoding }).end(bytes);
  });
  expect((await ask()).bytes.toString()).toBe("packed");
});

test.each([
  [200, "has nothing in it", ""],
  [429, "has nothing in it", ""],
  [429, "cannot be unpacked", "Slow down."],
])("a %i that is said to be packed and %s is told, with what was said of it", async (code, _what, body) => {
  const { ask } = await place((_request, response) => {
    response.writeHead(code, { "content-encoding": "gzip", "retry-after": "7" }).end(body);
  });
  const { status, headers, bytes } = await ask();
  expect([status, headers.get("retry-after"), bytes.length]).toEqual([code, "7", 0]);
});

test("half of a good answer is told from none", async () => {
  const half = await place((_request, response) => {
    response.writeHead(200, { "content-length": 10 });
    response.write("half", () => response.destroy());
  });
  await expect(half.ask()).rejects.toBeInstanceOf(BrokenAnswer);
  const cut = await place((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("packed").subarray(0, 12));
  });
  await expect(cut.ask()).rejects.toBeInstanceOf(BrokenAnswer);
});

test.each<[string, Answering]>([
  ["says nothing", () => {}],
  ["does not come to an end", (_request, response) => void response.write("on")],
])("a place that %s is left when its time is over, and the connection with it", async (_how, answer) => {
  const { ask, sockets } = await place(answer);
  await expect(ask(50)).rejects.toMatchObject({ name: "TimeoutError" });
  const [socket] = sockets;
  if (socket && !socket.closed) await once(socket, "close");
});

test.each([
  ["as it is", undefined],
  ["packed", "gzip"],
])("an answer of more than 48 MB is given up, %s", async (_how, encoding) => {
  const { ask } = await place((_request, response) => {
    const bytes = Buffer.alloc(49 * 1024 * 1024);
    response.writeHead(200, encoding === undefined ? {} : { "content-encoding": encoding });
    response.end(encoding ? gzipSync(bytes) : bytes);
  });
  await expect(ask()).rejects.toBeInstanceOf(AnswerTooLong);
});

/** A server that says so much on a connection, word for word, once it is asked. */
async function wire(words: string) {
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {}).once("data", () => socket.write(words));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return (timeoutMs = 5_000) =>
    questions.get({ url: new URL(`http://127.0.0.1:${port}/`), headers: {}, timeoutMs });
}

test.each([
  [
    "switches to another protocol",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  ],
  ["does not speak HTTP", "220 mail ready\r\n"],
])("a place that %s has not answered", async (_what, words) => {
  const ask = await wire(words);
  await expect(ask()).rejects.not.toHaveProperty("name", "TimeoutError");
});

test("a place that says again and again that it is at work has not answered when its time is over", async () => {
  const ask = await wire("HTTP/1.1 102 Processing\r\n\r\n".repeat(3));
  await expect(ask(50)).rejects.toHaveProperty("name", "TimeoutError");
});

test("what is said before the answer is passed over, and a protocol that is offered with it", async () => {
  const early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
  const ask = await wire(
    `${early}HTTP/1.1 200 OK\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\nyes`,
  );
  expect((await ask()).bytes.toString()).toBe("yes");
});

test("where Node goes through a proxy, so do questions, the one that is put once more too", async () => {
  const asked: string[] = [];
  const proxy = createServer(({ url, socket }, response) => {
    asked.push(String(url));
    if (asked.length === 2) socket.destroy();
    else response.end("yes");
  });
  proxy.on("connect", ({ url }, socket) => {
    asked.push(String(url));
    socket.destroy();
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => void proxy.close());
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const program = `
    import { questions } from "./lib/providers/get.ts";
    for (const url of ["http://a.invalid/1", "http://a.invalid/2", "https://b.invalid/3"])
      await questions.get({ url: new URL(url), headers: {}, timeoutMs: 5_000 }).catch(() => {});`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    env: { NODE_ENV: "test", NODE_USE_ENV_PROXY: "1", http_proxy: address, https_proxy: address },
    stdio: "inherit",
  });
  await once(child, "close");
  const [first, second, again, overTls] = asked;
  expect([first, second, again]).toEqual(["http://a.invalid/1", "http://a.invalid/2", "http://a.invalid/2"]);
  expect(overTls).toBe("b.invalid:443");
});
