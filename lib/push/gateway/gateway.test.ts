import { connect as connectTcp } from "node:net";
import { afterEach, beforeAll, expect, test, vi, type Mock } from "vitest";
import { WebSocket as Client } from "ws";
import type { Identity } from "@/lib/db/ws-tickets";
import { InvalidCursor } from "@/lib/push/cursor";
import { TooManyListeners } from "@/lib/push/listen";
import type { Listener } from "@/lib/push/listener";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { updateFixture } from "@/tests/support/status-update";
import { mostWaiting } from "./connection";
import { startGateway, type Gateway, type GatewayOptions } from "./gateway";
import { Refusal } from "./refusal";

beforeAll(() => stubEnvironment());

type Identify = NonNullable<GatewayOptions["identify"]>;

const alice: Identity = { userId: "alice", sessionId: "a session", endsAt: null };
const update = updateFixture({ id: 7, userId: alice.userId });

let gateway: Gateway | undefined;
let heard: { listener: Listener; stop: Mock<() => void> }[] = [];
const clients: Client[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await gateway?.stop();
  heard = [];
});

/** A gateway that lets anybody in, as Alice unless told otherwise; each listener is ready at once. */
async function start(options: Partial<GatewayOptions> = {}): Promise<string> {
  gateway = await startGateway({
    port: 0,
    host: "127.0.0.1",
    identify: async () => alice,
    listen: async (listener) => {
      const stop = vi.fn<() => void>();
      heard.push({ listener, stop });
      setImmediate(() => listener.ready("a cursor"));
      return { stop, position: () => "a cursor" };
    },
    ...options,
  });
  return `ws://127.0.0.1:${gateway.port}/ws/status`;
}

const bearer = { headers: { authorization: "Bearer a.b.c" } };

interface Talk {
  client: Client;
  messages: unknown[];
  /** Resolves with the code and the reason that it was closed with. */
  closed: Promise<[number, string]>;
}

/** Resolves once a client is connected. */
function open(client: Client): Promise<Talk> {
  clients.push(client);
  const messages: unknown[] = [];
  const closed = new Promise<[number, string]>((resolve) =>
    client.on("close", (code, reason) => resolve([code, reason.toString()])),
  );
  return new Promise((resolve, reject) => {
    client.on("error", reject);
    client.on("message", (data) => {
      messages.push(JSON.parse((data as Buffer).toString()));
      resolve({ client, messages, closed });
    });
  });
}

/** Status and body of what a client is refused with. */
function refused(client: Client): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    client.on("open", () => reject(new Error("It was let in.")));
    client.on("error", () => undefined);
    client.on("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode, body: JSON.parse(body) }));
    });
  });
}

test("a client is told first that it is connected, and from where it may go on", async () => {
  const { messages } = await open(new Client(await start(), bearer));
  expect(messages).toEqual([{ type: "connected", cursor: "a cursor" }]);
});

test("an update is told as documented, with the cursor behind it", async () => {
  const { messages } = await open(new Client(await start(), bearer));
  expect(heard[0]?.listener.send(update, "the next")).toBe(true);
  await expect
    .poll(() => messages)
    .toContainEqual({ type: "status_update", payload: update, cursor: "the next" });
});

test("a client listens as who it is, from where it was cut", async () => {
  await open(new Client(`${await start()}?since=cut`, bearer));
  expect(heard[0]?.listener).toMatchObject({ userId: "alice", sessionId: "a session", since: "cut" });
});

test("of the subprotocols only ours is chosen, so that no token comes back", async () => {
  const { client } = await open(new Client(await start(), ["darkroom", "bearer.a.b.c"]));
  expect(client.protocol).toBe("darkroom");
});

test.each([
  ["no subprotocol of ours", ["chat"], {}, 400, "wrong_subprotocol"],
  ["a token without our subprotocol", ["bearer.a.b.c"], {}, 400, "wrong_subprotocol"],
  ["nobody", [], {}, 401, "unauthorized"],
  ["another scheme", [], { headers: { authorization: "Basic a.b.c" } }, 401, "unauthorized"],
] as const)("%s is refused before there is a WebSocket", async (_who, protocols, options, status, code) => {
  const client = new Client(await start(), [...protocols], options);
  expect(await refused(client)).toMatchObject({ status, body: { status, code } });
  expect(heard).toEqual([]);
});

test.each(["token", "access_token", "ticket"])(
  "an access token in the address, as %s, is never taken",
  async (name) => {
    const identify = vi.fn<Identify>(async () => alice);
    const client = new Client(`${await start({ identify })}?${name}=a.b.c`);
    expect(await refused(client)).toMatchObject({ status: 401, body: { code: "token_in_address" } });
    expect(identify).not.toHaveBeenCalled();
  },
);

test.each(["token", "access_token", "ticket"])("a ticket in the address, as %s, is taken", async (name) => {
  const identify = vi.fn<Identify>(async () => alice);
  await open(new Client(`${await start({ identify })}?${name}=tic-ket_1`));
  expect(identify).toHaveBeenCalledWith({ type: "ticket", ticket: "tic-ket_1" });
});

test.each([
  [new InvalidCursor("This is no cursor."), 400, "invalid_cursor"],
  [new TooManyListeners("There are 20 of you."), 429, "too_many_listeners"],
  [new Error("boom"), 500, "internal"],
] as const)("what listening throws (%s) is said over plain HTTP", async (error, status, code) => {
  const listen = async () => {
    throw error;
  };
  expect(await refused(new Client(await start({ listen }), bearer))).toMatchObject({
    status,
    body: { code },
  });
});

test("whoever is nobody is refused, and never listens", async () => {
  const identify = async () => {
    throw new Refusal("unauthorized", "No.");
  };
  expect(await refused(new Client(await start({ identify }), bearer))).toMatchObject({ status: 401 });
  expect(heard).toEqual([]);
});

test.each([
  ["too_old", 410],
  ["revoked", 401],
  ["shutdown", 503],
] as const)("a listener that ends as %s before it is ready is refused with %d", async (reason, status) => {
  const stop = vi.fn<() => void>();
  const client = new Client(
    await start({
      listen: async (listener) => {
        setImmediate(() => listener.end(reason));
        return { stop, position: () => "" };
      },
    }),
    bearer,
  );
  expect(await refused(client)).toMatchObject({ status });
});

test("a handshake that is none is refused, and does not listen on", async () => {
  const url = new URL(await start());
  const answer = await new Promise<string>((resolve) => {
    const socket = connectTcp(Number(url.port), "127.0.0.1");
    const lines = ["GET /ws/status HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: websocket"];
    socket.write([...lines, "Authorization: Bearer a.b.c", "", ""].join("\r\n"));
    socket.on("data", (data) => resolve(data.toString()));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"code":"wrong_handshake"');
  await expect.poll(() => heard[0]?.stop.mock.calls.length).toBe(1);
  expect(gateway?.connections).toBe(0);
});

test("another address is not found, and without an upgrade it says what to do", async () => {
  const url = await start();
  expect(await refused(new Client(url.replace("/ws/status", "/elsewhere"), bearer))).toMatchObject({
    status: 404,
  });
  const plain = await fetch(url.replace("ws:", "http:"));
  expect(plain.status).toBe(426);
  expect(await plain.json()).toMatchObject({ code: "upgrade_required" });
});

test("nobody wakes the gateway who does not know how", async () => {
  const url = (await start()).replace("ws:", "http:").replace("status", "wake");
  for (const headers of [{}, { authorization: "Bearer x" }]) {
    expect((await fetch(url, { method: "POST", headers })).status).toBe(401);
  }
});

test("a message of a megabyte is refused with 1009", async () => {
  const { client, closed } = await open(new Client(await start(), bearer));
  client.send("x".repeat(1024 * 1024));
  expect((await closed)[0]).toBe(1009);
});

test("a binary message is refused with 1003", async () => {
  const { client, closed } = await open(new Client(await start(), bearer));
  client.send(Buffer.from([1, 2, 3]));
  expect((await closed)[0]).toBe(1003);
});

test("a client that talks without end is closed with 1008", async () => {
  const { client, closed } = await open(new Client(await start(), bearer));
  for (let i = 0; i <= 100; i++) client.send("hello");
  expect((await closed)[0]).toBe(1008);
});

test.each([
  ["revoked", 4401],
  ["too_old", 4410],
  ["slow", 1013],
  ["shutdown", 1001],
] as const)("a listener that ends as %s is closed with %d", async (reason, code) => {
  const { closed } = await open(new Client(await start(), bearer));
  heard[0]?.listener.end(reason);
  expect((await closed)[0]).toBe(code);
  expect(heard[0]?.stop).toHaveBeenCalled();
});

test("a client that goes hears no more, and nothing of it is kept", async () => {
  const { client } = await open(new Client(await start(), bearer));
  expect(gateway?.connections).toBe(1);
  client.close();
  await expect.poll(() => heard[0]?.stop.mock.calls.length).toBeGreaterThan(0);
  await expect.poll(() => gateway?.connections).toBe(0);
});

test("the end of its token closes a connection with 4401", async () => {
  const identify = async () => ({ ...alice, endsAt: new Date(Date.now() - 1) });
  const { closed } = await open(new Client(await start({ identify }), bearer));
  expect(await closed).toEqual([4401, "the access token has run out"]);
});

test("a client that takes nothing is told no more, and is gone in the end", async () => {
  const { client, closed } = await open(new Client(await start(), bearer));
  client.pause();
  let sent = 0;
  const tell = () => heard[0]?.listener.send({ ...update, stage: "x".repeat(10_000) }, "on") === true;
  while (tell()) sent++;
  // It stops as soon as more waits than may, plus what the system takes for it.
  expect(sent).toBeLessThan(2_000);
  heard[0]?.listener.end("slow");
  await expect.poll(() => gateway?.connections, { timeout: 5_000 }).toBe(0);
  client.resume();
  // What closes it may not get through to it any more.
  expect([1006, 1013]).toContain((await closed)[0]);
  expect(mostWaiting).toBeLessThan(sent * 10_000);
});

test("a gateway that stops closes all with 1001, and waits for none that does not close", async () => {
  const url = await start();
  const [one, other] = [await open(new Client(url, bearer)), await open(new Client(url, bearer))];
  other.client.pause();
  const begun = Date.now();
  await gateway?.stop();
  expect(Date.now() - begun).toBeLessThan(2_500);
  expect((await one.closed)[0]).toBe(1001);
  other.client.resume();
  await other.closed;
  await expect(fetch(url.replace("ws:", "http:"))).rejects.toThrow("fetch failed");
});
