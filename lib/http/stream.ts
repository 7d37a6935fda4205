import { sessionOf } from "@/lib/db/session";
import { listen } from "@/lib/push/listen";
import type { EndReason } from "@/lib/push/listener";
import { requireUser } from "./guard-user";
import { queryValue } from "./parse-query";
import { isShuttingDown } from "./shutdown";
import { streamBody } from "./stream-body";
import { comment, frame, opening } from "./stream-frame";

/** A reader that was cut off comes back after so long. */
const retryMs = 1_000;

const beatMs = 15_000;

/** A stream ends by itself before the function's limit of 300 s, and not all that began together at once. */
const longestMs = 280_000;
const spreadMs = 20_000;

/** What may wait for a reader who does not read: some hundred updates. */
const mostWaitingBytes = 512 * 1024;

/** A timer takes no more. */
const longestTimerMs = 2 ** 31 - 1;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  // Whoever stops this server need not wait for what is kept open after a stream.
  connection: "close",
};

/** Why a stream ended; the reader is told, and whether to come back follows from it. */
type StreamEnd = EndReason | "time" | "expired";

/**
 * Answers with all that changes in the jobs of whoever asks, as server-sent events, from now on or from where
 * `Last-Event-ID` or `?since=` says. It goes on until the reader leaves, the time or their token is over, their session
 * has ended, or this server has to go. Throws `InvalidCursor` and `TooManyListeners`.
 */
export async function answerWithStream(request: Request): Promise<Response> {
  const user = await requireUser(request);
  const since = sinceOf(request);
  if (request.method === "HEAD") return new Response(null, { headers });
  const session = sessionOf(user.accessToken);
  const body = streamBody(mostWaitingBytes);
  const over = new AbortController();
  const end = (reason: StreamEnd): void => {
    if (over.signal.aborted) return;
    body.send(frame({ event: "ended", data: { reason } }));
    over.abort();
  };
  body.send(opening(retryMs));
  const listening = await listen({
    userId: user.id,
    sessionId: session.id,
    since,
    isWatching: true,
    ready: (id) => void body.send(frame({ id, event: "connected", data: { userId: user.id } })),
    caughtUp: (id) => void body.send(frame({ id, event: "caught_up", data: {} })),
    send: (update, id) => body.send(frame({ id, event: "status_update", data: update })),
    end,
  });

  const beat = (): void => {
    const isRead = body.send(comment("still here") + frame({ id: listening.position() }));
    if (!isRead) end("slow");
  };
  const timers = [
    setInterval(beat, beatMs),
    setTimeout(() => end("time"), longestMs - Math.random() * spreadMs),
  ];
  // A session in a cookie is refreshed beside the stream; a token that was given is all that there is.
  const endsWithToken = request.headers.has("authorization") || session.id === null;
  if (endsWithToken && session.expiresAt) {
    const lastsMs = session.expiresAt.getTime() - Date.now();
    timers.push(setTimeout(() => end("expired"), Math.min(lastsMs, longestTimerMs)));
  }
  const finish = (): void => {
    for (const timer of timers) clearTimeout(timer);
    listening.stop();
    body.close();
  };
  request.signal.addEventListener("abort", () => over.abort(), { once: true });
  if (request.signal.aborted) over.abort();
  if (isShuttingDown()) end("shutdown");
  if (over.signal.aborted) finish();
  else over.signal.addEventListener("abort", finish, { once: true });
  return new Response(body.readable, { headers });
}

/** Where the reader was; the header is a browser's own, when it comes back by itself. */
function sinceOf(request: Request): string | null {
  return request.headers.get("last-event-id") || queryValue(request, "since") || null;
}
