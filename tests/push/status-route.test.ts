import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket as Client } from "ws";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { callRoute } from "../support/call-route";
import { useDatabase, type TestUser } from "../support/database";
import { addEvent } from "../support/ledger-rows";
import { openSocket, refusal } from "../support/status-socket";

const { GET } = await import("@/app/ws/status/route");

const db = useDatabase();
let user: TestUser;
let platform: Server;
let url: string;

/** Where a platform that lets routes have WebSockets puts what its helper needs. */
const context = globalThis as { [key: symbol]: unknown };
const key = Symbol.for("@vercel/request-context");

beforeAll(async () => {
  stubAppOf(db);
  vi.stubEnv("GATEWAY_URL", "wss://live.example.com/ws/status");
  user = await db.createUser();
  platform = createServer();
  platform.on("upgrade", (req, socket, head) => {
    context[key] = { get: () => ({ upgradeWebSocket: () => ({ req, socket, head }) }) };
    const headers = Object.entries(req.headers).map(
      ([name, value]) => [name, String(value)] as [string, string],
    );
    void serve(headers, req.url ?? "", socket);
  });
  await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
  url = `ws://127.0.0.1:${(platform.address() as AddressInfo).port}/ws/status`;
});
afterAll(() => platform.close());

/** What is not upgraded is answered as it is. */
async function serve(headers: Array<[string, string]>, path: string, socket: Duplex): Promise<void> {
  const answer = await callRoute(GET, path, { headers });
  delete context[key];
  if (answer.status !== 204) socket.end(`HTTP/1.1 ${answer.status} x\r\n\r\n${await answer.text()}`);
}

const bearer = () => ({ authorization: `Bearer ${user.accessToken}` });

test("where no route can have a WebSocket, it says where the gateway is", async () => {
  for (const headers of [{}, { ...bearer(), upgrade: "websocket", connection: "Upgrade" }]) {
    const answer = await callRoute(GET, "/ws/status", { headers });
    expect(answer.status).toBe(426);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({
      code: "upgrade_required",
      detail: expect.stringContaining("wss://live.example.com/ws/status"),
    });
  }
});

test("where it can, a client is told as by the gateway", async () => {
  const talk = await openSocket(new Client(url, { headers: bearer() }));
  const job = { id: await insertJob(db.sql, user.id), userId: user.id };
  await addEvent(db.sql, job);
  await expect.poll(() => talk.updates.map(({ payload }) => payload.jobId)).toEqual([job.id]);
  talk.client.close();
});

test("whoever is nobody is refused before there is a WebSocket", async () => {
  expect(await refusal(new Client(url))).toMatchObject({ status: 401, code: "unauthorized" });
});

test("whoever offers “darkroom” behind another subprotocol is refused: the platform would agree to that other", async () => {
  for (const offered of [
    [`bearer.${user.accessToken}`, "darkroom"],
    ["other", "darkroom"],
  ])
    expect(await refusal(new Client(url, offered, { headers: bearer() }))).toMatchObject({
      status: 400,
      code: "wrong_subprotocol",
    });
  const talk = await openSocket(new Client(url, ["darkroom", `bearer.${user.accessToken}`]));
  expect(talk.client.protocol).toBe("darkroom");
  talk.client.close();
});

test("a client is told to come again before the platform's five minutes are over", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  try {
    const { closed } = await openSocket(new Client(url, { headers: bearer() }));
    await vi.advanceTimersByTimeAsync(281_000);
    expect(await closed).toBe(1001);
  } finally {
    vi.useRealTimers();
  }
});

test("what speaks against a client that is connected already closes it with the status as its code", async () => {
  const client = new Client(`${url}?since=nonsense`, { headers: bearer() });
  expect(await new Promise((resolve) => client.on("close", resolve))).toBe(4400);
});
