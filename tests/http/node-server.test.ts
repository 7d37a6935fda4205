import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, expect, test, vi } from "vitest";
import { send, type Call } from "../support/malformed/wire";
import { stubEnvironment } from "../support/stub-environment";

/** A server as Next makes one, with our guards of an app that has so many proxies before it, and whose address it believes. */
async function serverBehind(proxies: number) {
  vi.resetModules();
  stubEnvironment({ TRUSTED_PROXIES: String(proxies) });
  const { guardServers } = await import("@/lib/http/node-server");
  const { clientAddress } = await import("@/lib/http/client-address");
  const addressOf = ({ headers }: IncomingMessage) =>
    clientAddress(new Headers({ "x-forwarded-for": String(headers["x-forwarded-for"] ?? "") }));
  const server = createServer((request, response) => response.end(addressOf(request)));
  // As Next does, of what it has no use for.
  server.on("upgrade", (_request, socket) => socket.destroy());
  servers.push(server);
  // As Next does: it listens before it runs what is to be run at its start.
  await once(server.listen(0, "127.0.0.1"), "listening");
  guardServers();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const servers: Array<ReturnType<typeof createServer>> = [];
afterAll(() => {
  for (const server of servers) server.close();
  vi.unstubAllEnvs();
});

const get = (headers: Call["headers"]): Call => ({ method: "GET", target: "/api/jobs", headers, body: null });

test("the very first request to a server is answered with a problem, too, where Node cannot read it", async () => {
  const url = await serverBehind(1);
  const answer = await send(url, get([["x", "\u0000"]]));
  expect(answer?.status).toBe(400);
  expect(answer?.headers.get("content-type")).toBe("application/problem+json");
});

test("a request without a host is refused with a problem", async () => {
  const url = await serverBehind(1);
  const { port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.end("GET /api/jobs HTTP/1.1\r\nConnection: close\r\n\r\n");
  const answer = await text(socket);
  expect(answer).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\n[^]*content-type: application\/problem\+json\r\n[^]*"status":400/,
  );
});

test.each(["h2c", "websocket"])(
  "whoever offers to go on by %s is answered all the same",
  async (protocol) => {
    const url = await serverBehind(1);
    const offer = [
      ["Connection", "Upgrade"],
      ["Upgrade", protocol],
    ] as const;
    expect((await send(url, get(offer)))?.status).toBe(200);
  },
);

test("behind a proxy the caller is whom it names; without one it is who is connected, whatever they say", async () => {
  const said = [
    ["X-Forwarded-For", "203.0.113.9"],
    ["x-forwarded-for", "198.51.100.7"],
  ] as const;
  const behindOne = await serverBehind(1);
  expect((await send(behindOne, get(said)))?.body).toBe("198.51.100.7");
  const direct = await serverBehind(0);
  expect((await send(direct, get(said)))?.body).toBe("127.0.0.1");
  expect((await send(direct, get([])))?.body).toBe("127.0.0.1");
});
