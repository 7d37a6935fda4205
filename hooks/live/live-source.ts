import type { LiveSource, SourceListener } from "./source";
import { streamSource } from "./stream-source";
import { askTransport } from "./transport";

/** How long the server's word for its stream is good. */
const askAgainMs = 10 * 60_000;
let streamUntil = -Infinity;

/** Listens where the server wants us to: to its event stream, or to Supabase's Realtime, which is loaded only then. */
export function liveSource(listener: SourceListener): LiveSource {
  let source: LiveSource | null = null;
  let isClosed = false;

  async function choose(): Promise<LiveSource> {
    if (Date.now() < streamUntil) return streamSource(listener);
    const offer = await askTransport();
    if (offer.transport === "realtime") {
      const { realtimeSource } = await import("./realtime-source");
      return realtimeSource(offer, listener);
    }
    streamUntil = Date.now() + askAgainMs;
    return streamSource(listener);
  }

  async function open(since: string | null): Promise<void> {
    const chosen = await choose();
    if (isClosed) return;
    source = chosen;
    source.open(since);
  }

  return {
    open(since) {
      open(since).catch((error: unknown) => {
        if (!isClosed) listener.onState({ state: "ended", error });
      });
    },
    close() {
      isClosed = true;
      source?.close();
    },
  };
}
