import type { ServerResponse } from "node:http";

/** So long may a reader of an event stream take nothing of what waits for it, in milliseconds. */
const patienceMs = 30_000;

/** The same once this server has to go, which waits for whoever is connected. */
const shortPatienceMs = 1_000;

const open = new Set<ServerResponse>();
let isGoing = false;

/**
 * Hangs up on a reader of an event stream who has stopped reading: nothing that is written into the stream, its end neither,
 * gets past what waits, and TCP alone would keep it for a quarter of an hour. Whoever pauses a download is left alone, and so
 * is a stream that nothing happens in.
 */
export function hangUpWhenStuck(response: ServerResponse): void {
  open.add(response);
  response.once("close", () => open.delete(response));
  response.setTimeout(isGoing ? shortPatienceMs : patienceMs, () => {
    const isStream = String(response.getHeader("content-type")).startsWith("text/event-stream");
    if (isStream && response.socket && response.socket.writableLength > 0) response.destroy();
  });
}

/** From now on little patience is had with those who do not read. */
export function hurryReaders(): void {
  isGoing = true;
  for (const response of open) response.setTimeout(shortPatienceMs);
}
