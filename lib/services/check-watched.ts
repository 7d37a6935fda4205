import pLimit from "p-limit";
import type { Source } from "@/lib/jobs/source";
import { errorFields, log } from "@/lib/log";
import { checkForReaders } from "./check-for-readers";
import { followUp } from "./check-jobs";

/** So many at once, for what their files take in memory. */
const inTurn = pLimit(4);

/** One that could not be checked is not tried again before this: a page would ask as often. */
const pauseMs = 3_000;

const source: Source = "browser";
const inLine = new Set<string>();

/**
 * Has jobs checked that are due while somebody watches them, as an asking page would; whoever is told of them again and
 * again begins nothing twice. Never rejects; resolves once all of it is done.
 */
export async function checkWatched(jobIds: readonly string[]): Promise<void> {
  await Promise.all(jobIds.map(once));
}

async function once(jobId: string): Promise<void> {
  if (inLine.has(jobId)) return;
  inLine.add(jobId);
  try {
    await inTurn(() => checkOne(jobId));
  } catch (error) {
    log("error", "a watched job could not be checked", errorFields(error));
  } finally {
    inLine.delete(jobId);
  }
}

/** Checks it unless a reader does, or it was tried in vain a moment ago. */
async function checkOne(jobId: string): Promise<void> {
  const startedAt = performance.now();
  const check = checkForReaders(jobId, source, pauseMs);
  if (check instanceof Promise) await followUp(await check, source, startedAt);
}
