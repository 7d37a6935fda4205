import { setTimeout as sleep } from "node:timers/promises";
import { liveSessions } from "@/lib/db/live-sessions";
import { errorFields, logSeldom } from "@/lib/log";
import type { Subscription } from "./subscription";

/** How often those who listen are asked after, in milliseconds. */
const everyMs = 20_000;
/** Whoever could not be asked after for so long comes again, and says who they are. */
const longestMs = 60_000;
/** Those who come at once are asked after at once. */
const gatherMs = 10;

interface Confirmed {
  /** When sessions were last known to go on, by `performance.now()`. */
  at: Map<string, number>;
  askedAt: number;
}

const key = Symbol.for("darkroom.live-sessions");
const shared = globalThis as { [key]?: Confirmed };

function confirmed(): Confirmed {
  return (shared[key] ??= { at: new Map(), askedAt: -Infinity });
}

const gathered = new Set<string>();
let asking: Promise<unknown> | null = null;

/** Whether a session goes on, as of the last 20 s. Throws `DatabaseError`. */
export async function isLive(sessionId: string): Promise<boolean> {
  const { at } = confirmed();
  if (performance.now() - (at.get(sessionId) ?? -Infinity) < everyMs) return true;
  gathered.add(sessionId);
  asking ??= sleep(gatherMs).then(() => {
    const ids = [...gathered];
    gathered.clear();
    asking = null;
    return ask(ids);
  });
  await asking;
  return at.has(sessionId);
}

/** Asks after all who listen by a session, where it is time to, and ends those whose session has ended. Never fails. */
export async function endUnconfirmed(subscriptions: Iterable<Subscription>): Promise<void> {
  const known = confirmed();
  const now = performance.now();
  if (now - known.askedAt < everyMs) return;
  known.askedAt = now;
  const listening = [...subscriptions].flatMap((subscription) => {
    const { sessionId } = subscription.listener;
    return sessionId === null ? [] : { subscription, sessionId };
  });
  const ids = new Set(listening.map(({ sessionId }) => sessionId));
  for (const id of known.at.keys()) if (!ids.has(id)) known.at.delete(id);
  if (ids.size === 0) return;
  try {
    await ask([...ids]);
    for (const { subscription, sessionId } of listening)
      if (!known.at.has(sessionId)) subscription.end("revoked");
  } catch (error) {
    logSeldom("warn", "those who listen could not be asked after", errorFields(error));
    for (const { subscription, sessionId } of listening)
      if (performance.now() - (known.at.get(sessionId) ?? -Infinity) > longestMs)
        subscription.end("shutdown");
  }
}

async function ask(ids: readonly string[]): Promise<void> {
  const { at } = confirmed();
  const live = new Set(await liveSessions(ids));
  const now = performance.now();
  for (const id of ids) {
    if (live.has(id)) at.set(id, now);
    else at.delete(id);
  }
}
