import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guardServers } from "@/lib/http/node-server";

const server = createServer((_request, response) => response.end());
let port: number;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  ({ port } = server.address() as AddressInfo);
  guardServers();
});
afterAll(() => server.close());

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
