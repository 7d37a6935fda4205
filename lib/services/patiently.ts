import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError } from "@/lib/db/database-error";

/** No other try is made so long after the first: claims, and functions, do not wait for ever. */
const patienceMs = 15_000;
const pausesMs = [100, 200, 400, 800];
const longestPauseMs = 1_600;

/**
 * Makes a call to the database that may be made twice, again and again while the database is away: what we know by then
 * nobody else does. Throws what it refuses, and its silence once 15 s are over.
 */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let tries = 0; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const isAway = error instanceof DatabaseError && !error.isRefusal;
      if (!isAway || performance.now() - startedAt > patienceMs) throw error;
      await sleep(pausesMs[tries] ?? longestPauseMs);
    }
  }
}
