import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError } from "@/lib/db/database-error";
import { NoRoom } from "@/lib/db/storage";

/** No other try is made so long after the first: claims, and functions, do not wait for ever. */
const patienceMs = 15_000;
/** What may be at odds with somebody who does the same at once is begun so often. */
const fewTries = 4;
const firstPauseMs = 100;
/** Between two tries somebody waits for, and between two that nobody does: a database that comes back has enough to do. */
const longestPauseMs = { waitedFor: 1_600, behind: 30_000 };

/**
 * Makes a call to the database that may be made twice, again and again while the database is away or full: what we know by
 * then nobody else does. Throws what it refuses, a file that storage never takes, and its silence once 15 s are over.
 */
export function patiently<T>(call: () => Promise<T>): Promise<T> {
  return insistently(call, patienceMs, longestPauseMs.waitedFor, true);
}

/** The same a few times: for a file that somebody else may just be storing, too, of whom storage lets only one through. */
export function briefly<T>(call: () => Promise<T>): Promise<T> {
  return insistently(call, patienceMs, longestPauseMs.waitedFor, true, fewTries);
}

/** The same where nobody waits for it: for so long, in milliseconds, and as long as this process has something else to do. */
export function stubbornly<T>(call: () => Promise<T>, forMs: number): Promise<T> {
  return insistently(call, forMs, longestPauseMs.behind, false);
}

async function insistently<T>(
  call: () => Promise<T>,
  forMs: number,
  mostMs: number,
  ref: boolean,
  mostTries = Infinity,
): Promise<T> {
  const startedAt = performance.now();
  for (let tries = 0; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const mayPass = error instanceof DatabaseError && !error.isRefusal && !(error instanceof NoRoom);
      const isOver = tries + 1 >= mostTries || performance.now() - startedAt > forMs;
      if (!mayPass || isOver) throw error;
      await sleep(Math.min(mostMs, firstPauseMs * 2 ** tries), undefined, { ref });
    }
  }
}
