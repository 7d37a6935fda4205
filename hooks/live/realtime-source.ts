import { REALTIME_SUBSCRIBE_STATES, RealtimeClient } from "@supabase/realtime-js";
import { isSignedOut } from "@/hooks/api";
import { endsJob, StatusUpdate } from "@/lib/jobs/status-update";
import type { LiveSource, SourceListener } from "./source";
import { StreamEnded } from "./stream-source";
import { askTransport, type RealtimeOffer } from "./transport";

/** So often the other end is asked whether it is there. */
const heartbeatMs = 15_000;
/** So often we ask whether the session still lives: Realtime looks at it when a channel is joined, and then no more. */
const askAgainMs = 40_000;
/** What follows an update within a quarter of a second is not sent: whoever reads the job then reads that too. */
const tellAfterMs = 300;

/** A private channel of Supabase's Realtime. It has no cursor: what came while it was not joined is not told, and nobody there looks at jobs. */
export function realtimeSource(offer: RealtimeOffer, listener: SourceListener): LiveSource {
  let isOver = false;
  let token = offer.token;
  let askedAt = Date.now();

  const client = new RealtimeClient(`${offer.url.replace(/^http/, "ws")}/realtime/v1`, {
    params: { apikey: offer.key },
    accessToken: freshToken,
    heartbeatIntervalMs: heartbeatMs,
    heartbeatCallback: (status) => {
      if (status === "ok" && !isOver) listener.onSign();
    },
  });

  function close(): void {
    isOver = true;
    void client.disconnect();
  }

  function end(error: unknown): void {
    if (isOver) return;
    close();
    listener.onState({ state: "ended", error });
  }

  /** Called at each heartbeat: the token as it is, or a new one; a session that is over ends it. */
  async function freshToken(): Promise<string> {
    if (Date.now() - askedAt < askAgainMs) return token;
    askedAt = Date.now();
    try {
      const next = await askTransport();
      if (next.transport === "realtime") token = next.token;
      else end(new StreamEnded("moved"));
    } catch (error) {
      // Away for a moment, perhaps: Realtime itself ends what outlives its token.
      if (isSignedOut(error)) end(error);
    }
    return token;
  }

  function take(payload: unknown): void {
    const update = StatusUpdate.safeParse(payload);
    if (isOver || !update.success) return;
    listener.onSign();
    const tell = (): void => {
      if (!isOver) listener.onUpdate(update.data, null);
    };
    if (endsJob(update.data)) tell();
    else setTimeout(tell, tellAfterMs);
  }

  async function join(): Promise<void> {
    // Without its token a channel would be joined by nobody.
    await client.setAuth();
    const channel = client.channel(offer.topic, { config: { private: true } });
    channel.on("broadcast", { event: "status_update" }, ({ payload }) => take(payload));
    channel.subscribe((status, error) => {
      if (isOver) return;
      if (status !== REALTIME_SUBSCRIBE_STATES.SUBSCRIBED)
        return end(error ?? new StreamEnded(status.toLowerCase()));
      listener.onSign();
      listener.onState({ state: "live", isWhole: false, isWatched: false });
    });
  }

  return { open: () => void join().catch(end), close };
}
