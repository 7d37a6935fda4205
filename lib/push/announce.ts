import { takeAnnouncements } from "@/lib/db/announcements";
import { errorFields, logSeldom } from "@/lib/log";
import { Announcer } from "./announcer";
import { connectRedis, publisherOptions } from "./redis";

/** On the global object, since Next bundles a route's modules and those of instrumentation apart. */
const key = Symbol.for("darkroom.announcer");
const shared = globalThis as { [key]?: Announcer | null };

/** Events are written down to be announced for an hour from when somebody last asked for any. */
const keepEveryMs = 10 * 60_000;

/**
 * From now on what is written to the ledger is written down to be announced: the very first event too, and while Redis is away.
 * To be called once a process, and what it returns at the end of it. Never throws; without Redis it does nothing.
 */
export function startAnnouncing(): () => void {
  void keepAnnouncing();
  const timer = setInterval(() => void keepAnnouncing(), keepEveryMs).unref();
  return () => clearInterval(timer);
}

async function keepAnnouncing(): Promise<void> {
  if (!announcer()) return;
  try {
    await takeAnnouncements([], 0, 0);
    await announce();
  } catch (error) {
    logSeldom("warn", "what is written may not be announced", errorFields(error));
  }
}

/**
 * Publishes on Redis what was committed and is not announced yet: after a commit, never before, and not on anybody's way to
 * an answer. Never throws. Without Redis it does nothing; what a Redis that is away does not take is kept for when it is back.
 */
export async function announce(): Promise<void> {
  await announcer()?.announce();
}

function announcer(): Announcer | null {
  return (shared[key] ??= makeAnnouncer());
}

function makeAnnouncer(): Announcer | null {
  const redis = connectRedis(publisherOptions);
  return redis && new Announcer(redis);
}
