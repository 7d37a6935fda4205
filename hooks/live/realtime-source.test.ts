import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocketServer, type WebSocket } from "ws";
import { ApiError } from "@/hooks/api";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import { updateFixture } from "@/tests/support/status-update";
import { liveSource } from "./live-source";
import type { LiveSource, SourceState } from "./source";

/** A message as Phoenix has it: join reference, reference, topic, event, payload. */
type Message = [string | null, string | null, string, string, Record<string, unknown>];

let server: WebSocketServer;
let origin: string;
let sockets: WebSocket[];
let joins: Array<{ topic: string; url: string; payload: Record<string, unknown> }>;
let answer: "ok" | "error";
let live: { status: number; token: string };
let source: LiveSource;
let heard: Array<{ update: StatusUpdate; cursor: string | null }>;
let states: SourceState[];

beforeEach(async () => {
  [sockets, joins, heard, states, answer] = [[], [], [], [], "ok"];
  live = { status: 200, token: "token-1" };
  const http = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => void http.once("listening", resolve));
  const address = http.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  server = new WebSocketServer({ server: http });
  server.on("connection", (socket, { url = "" }) => {
    sockets.push(socket);
    socket.on("message", (data) => {
      if (!Buffer.isBuffer(data)) throw new Error("In pieces.");
      const [joinRef, ref, topic, event, payload] = JSON.parse(data.toString()) as Message;
      if (event === "phx_join") joins.push({ topic, url, payload });
      const status = event === "phx_join" ? answer : "ok";
      const response = status === "ok" ? {} : { reason: "Unauthorized" };
      socket.send(JSON.stringify([joinRef, ref, topic, "phx_reply", { status, response }]));
    });
  });
  server.on("close", () => http.close());
  vi.stubGlobal("fetch", async () => {
    const { status, token } = live;
    if (status !== 200) return Response.json({ code: "unauthorized", detail: "No." }, { status });
    return Response.json({
      transport: "realtime",
      url: origin,
      key: "sb_publishable_x",
      topic: "user:ada",
      token,
    });
  });
  source = liveSource({
    onUpdate: (update, cursor) => heard.push({ update, cursor }),
    onCursor: () => undefined,
    onState: (state) => states.push(state),
    onSign: () => undefined,
  });
});

afterEach(() => {
  source.close();
  for (const socket of sockets) socket.terminate();
  server.close();
  vi.unstubAllGlobals();
});

const update = updateFixture({ id: 7 });

function broadcast(payload: unknown, event = "status_update"): void {
  const [join] = joins;
  const body = { type: "broadcast", event, payload };
  for (const socket of sockets) socket.send(JSON.stringify([null, null, join?.topic, "broadcast", body]));
}

test("where the server says so, it joins one's own private channel with one's own token, and tells what comes there", async () => {
  source.open(null);
  await expect.poll(() => states).toEqual([{ state: "live", isWhole: false, isWatched: false }]);
  expect(joins).toMatchObject([
    { topic: "realtime:user:ada", payload: { access_token: "token-1", config: { private: true } } },
  ]);
  expect(joins[0]?.url).toMatch(/^\/realtime\/v1\/websocket\?.*apikey=sb_publishable_x/);
  broadcast(update);
  await expect.poll(() => heard).toEqual([{ update, cursor: null }]);
});

test("an end is told at once; all else once what is left out within a quarter of a second can be read too", async () => {
  source.open(null);
  await expect.poll(() => states.length).toBe(1);
  const end: StatusUpdate = { ...update, id: 8, jobId: "other", status: "completed", event: "completed" };
  const sentAt = performance.now();
  broadcast(update);
  broadcast(end);
  await expect.poll(() => heard).toEqual([{ update: end, cursor: null }]);
  await expect.poll(() => heard.length).toBe(2);
  expect(performance.now() - sentAt).toBeGreaterThan(250);
  broadcast({ ...update, id: 9 });
  broadcast({ ...end, id: 10 });
  await expect.poll(() => heard.length).toBe(3);
  source.close();
  await new Promise((resolve) => void setTimeout(resolve, 350));
  expect(heard.map(({ update: { id } }) => id)).toEqual([8, 7, 10]);
});

test("what is no status update is not told", async () => {
  source.open(null);
  await expect.poll(() => states.length).toBe(1);
  broadcast({ ...update, status: "unheard of" });
  broadcast(update, "another_event");
  broadcast(update);
  await expect.poll(() => heard).toEqual([{ update, cursor: null }]);
});

test("a channel that is refused ends it; it opens nothing by itself", async () => {
  answer = "error";
  source.open(null);
  await expect.poll(() => states).toMatchObject([{ state: "ended", error: { message: "Unauthorized" } }]);
  expect(joins).toHaveLength(1);
});

test("a connection that is torn ends it", async () => {
  source.open(null);
  await expect.poll(() => states.length).toBe(1);
  for (const socket of sockets) socket.terminate();
  await expect.poll(() => states.at(-1)?.state).toBe("ended");
  expect(joins).toHaveLength(1);
});

test("one that was closed tells nothing, and lets go of its connection", async () => {
  source.open(null);
  await expect.poll(() => states.length).toBe(1);
  source.close();
  await expect.poll(() => server.clients.size).toBe(0);
  expect(states).toHaveLength(1);
});

test("a session that is over ends it with our server's own word", async () => {
  live.status = 401;
  source.open(null);
  await expect
    .poll(() => states)
    .toMatchObject([{ state: "ended", error: { status: 401, code: "unauthorized" } }]);
  expect(states[0]).toHaveProperty("error", expect.any(ApiError));
});
