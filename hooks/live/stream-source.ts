import type { StatusUpdate } from "@/lib/jobs/status-update";
import { apiErrorOf } from "@/hooks/api";
import { EventStreamReader, type StreamMessage } from "./event-stream";
import type { LiveSource, SourceListener } from "./source";

/** A stream that was open, and is over: `reason` is the server's word, if it gave one. */
export class StreamEnded extends Error {
  override readonly name = "StreamEnded";

  constructor(readonly reason: string) {
    super(`The stream ended: ${reason}`);
  }
}

/**
 * The server's event stream. It is read by `fetch`, because an EventSource tells neither why it was refused nor that a
 * comment came, by which alone a connection that only seems to be open is told from one that is.
 */
export function streamSource(listener: SourceListener): LiveSource {
  const stop = new AbortController();
  const { signal } = stop;

  async function follow(since: string | null): Promise<void> {
    const query = since === null ? "" : `?since=${encodeURIComponent(since)}`;
    const answer = await fetch(`/api/jobs/stream${query}`, { signal, cache: "no-store" });
    const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream");
    if (!answer.ok || !isStream || !answer.body)
      throw apiErrorOf(answer.status, await answer.text(), answer.headers.get("retry-after"));
    const reader = new EventStreamReader();
    const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await pieces.read();
      if (signal.aborted) return;
      if (done) throw new StreamEnded("closed");
      listener.onSign();
      for (const message of reader.read(value)) take(message, since !== null);
    }
  }

  function take({ event, data, id }: StreamMessage, isResumed: boolean): void {
    if (signal.aborted) return;
    if (event === "status_update") return listener.onUpdate(JSON.parse(data) as StatusUpdate, id);
    if (id !== null) listener.onCursor(id);
    if (event === "connected") listener.onState({ state: "catching_up", userId: wordIn(data, "userId") });
    if (event === "caught_up") listener.onState({ state: "live", isWhole: isResumed, isWatched: true });
    if (event === "ended") throw new StreamEnded(wordIn(data, "reason") ?? "closed");
  }

  return {
    open: (since) => {
      follow(since).catch((error: unknown) => {
        if (!signal.aborted) listener.onState({ state: "ended", error });
        stop.abort();
      });
    },
    close: () => stop.abort(),
  };
}

function wordIn(data: string, name: string): string | null {
  const word = (JSON.parse(data) as Record<string, unknown>)[name];
  return typeof word === "string" ? word : null;
}
