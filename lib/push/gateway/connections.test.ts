import { EventEmitter } from "node:events";
import { beforeEach, expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { Connection, mostWaiting } from "./connection";
import { Connections } from "./connections";

const second = 1_000;

/** As much of a WebSocket as is looked after. */
class Socket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly ping = vi.fn<() => void>();
  readonly send = vi.fn<(text: string) => void>();
  readonly close = vi.fn<(code: number, words: string) => void>();
  readonly terminate = vi.fn<() => void>(() => void this.emit("close"));
}

let connections: Connections;
const begun = Date.now();

beforeEach(() => {
  connections = new Connections();
});

function connected(endsAt: Date | null = null): Socket {
  const socket = new Socket();
  const given = socket as unknown as WebSocket;
  const connection = new Connection({ userId: "alice", sessionId: null, endsAt }, null, () => given);
  connections.add(given, connection);
  connection.ready("a cursor");
  return socket;
}

/** Looks at all of them so many seconds later. */
const sweepAfter = (seconds: number): void => connections.sweep(begun + seconds * second + 500);

test("a client is pinged every 25 seconds", () => {
  const socket = connected();
  for (let after = 1; after <= 60; after++) {
    sweepAfter(after);
    socket.emit("pong");
  }
  expect(socket.ping).toHaveBeenCalledTimes(2);
  expect(socket.terminate).not.toHaveBeenCalled();
});

test("a client that does not answer a ping is gone by the next", () => {
  const socket = connected();
  for (let after = 1; after <= 49; after++) sweepAfter(after);
  expect(socket.terminate).not.toHaveBeenCalled();
  for (let after = 50; after <= 51; after++) sweepAfter(after);
  expect(socket.terminate).toHaveBeenCalledOnce();
  expect(connections.size).toBe(0);
});

test("a connection ends with its token, to the second", () => {
  const socket = connected(new Date(begun + 10 * second));
  sweepAfter(9);
  expect(socket.close).not.toHaveBeenCalled();
  sweepAfter(10);
  expect(socket.close).toHaveBeenCalledExactlyOnceWith(4401, "the access token has run out");
});

test("a client that does not take the answers to its own pings is closed, and then dropped", () => {
  const socket = connected();
  socket.bufferedAmount = mostWaiting + 1;
  sweepAfter(1);
  expect(socket.close).toHaveBeenCalledWith(1013, expect.any(String));
  expect(socket.terminate).not.toHaveBeenCalled();
  sweepAfter(2);
  expect(socket.terminate).toHaveBeenCalledOnce();
});

test("what a client may say is counted anew at each ping", () => {
  const socket = connected();
  for (let round = 1; round <= 3; round++) {
    for (let message = 0; message < 60; message++) socket.emit("message", Buffer.from("hi"), false);
    sweepAfter(round * 26);
    socket.emit("pong");
  }
  expect(socket.close).not.toHaveBeenCalled();
});
