import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guardServers } from "@/lib/http/node-server";
import { hurryReaders } from "@/lib/http/stuck-readers";

/** More than all that lies between a server and a reader who does not read. */
const much = Buffer.alloc(32 * 1024 * 1024, "a");

const server = createServer(({ url }, response) => {
  response.setHeader("content-type", url === "/file" ? "image/png" : "text/event-stream");
  response.write(url === "/quiet" ? ": hello\n\n" : much);
});
let port: number;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  ({ port } = server.address() as AddressInfo);
  guardServers();
});
afterAll(() => server.close());

const connected: Socket[] = [];
afterAll(() => {
  for (const socket of connected) socket.destroy();
});

const connections = () =>
  new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

test.each([
  ["a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n"],
  ["what Node cannot read", "GET /\0 HTTP/1.1\r\n\r\n"],
])("whoever asks for %s, and then never hangs up, is hung up on", async (_what, words) => {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let said = "";
  socket.on("data", (part: Buffer) => void (said += part.toString()));
  socket.write(words);
  await expect.poll(() => said).toContain("application/problem+json");
  await expect.poll(connections, { timeout: 8_000 }).toBe(0);
  socket.destroy();
});

/** Somebody who asks, reads how the answer begins, and then nothing more. */
async function stopReading(target: string): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1" });
  connected.push(socket);
  socket.write(`GET ${target} HTTP/1.1\r\nHost: app.test\r\n\r\n`);
  await once(socket, "readable");
}

test("a reader of a stream who reads no more is hung up on, at once where the server goes; a paused download and a quiet stream are not", async () => {
  await Promise.all(["/file", "/quiet", "/stuck"].map(stopReading));
  expect(await connections()).toBe(3);
  hurryReaders();
  await stopReading("/stuck");
  await expect.poll(connections, { timeout: 8_000 }).toBe(2);
  await sleep(1_500);
  expect(await connections()).toBe(2);
});
