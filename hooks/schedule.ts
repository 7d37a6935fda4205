import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { ApiError, isUnavailable, unknownCode } from "./api";

const unknownMs = 5_000;
const leastMs = 500;
const longestRecoveryMs = 30_000;
/**
 * Where our own server says that what it stands on is away, its word counts up to here: whoever watches is current within 10 s
 * of its return, also where the last question before it has hung for the 7 s that our server waits (`lib/db/impatient-fetch.ts`).
 */
const longestAwayMs = 2_000;

/** Milliseconds to the next question about a job: what the server said, 0 when it is over. */
export function askAgainIn(job: JobView | undefined): number {
  if (!job) return unknownMs;
  if (isTerminal(job.status)) return 0;
  return job.pollAfterMs > 0 ? Math.max(leastMs, job.pollAfterMs) : unknownMs;
}

/** The same for a list: the most impatient of its active jobs, 0 when none is active. */
export function askListAgainIn(jobs: readonly JobView[] | undefined): number {
  if (!jobs) return unknownMs;
  const waits = jobs.map(askAgainIn).filter((wait) => wait > 0);
  return waits.length === 0 ? 0 : Math.min(...waits);
}

/** While changes are told as they happen, asking is only to be sure of them. */
const heartbeatMs = 60_000;

/** The same again, as a heartbeat where changes are told as they happen; 0 stays 0. */
export function atHeartbeat(intervalMs: number, isLive: boolean): number {
  return isLive && intervalMs > 0 ? Math.max(intervalMs, heartbeatMs) : intervalMs;
}

/**
 * Milliseconds until a failed question is asked again, `null` where asking again cannot help.
 * Doubles from 2 s to 30 s, jittered by `random` (0 to 1) so that many tabs do not return at once; stays at some 2 s while
 * our own server answers that its database is away.
 */
export function recoverAfter(error: unknown, failures: number, random: number): number | null {
  if (error instanceof ApiError) {
    if (isHopeless(error)) return null;
    if (isUnavailable(error))
      return Math.min(error.retryAfterMs ?? longestAwayMs, longestAwayMs) * (1 + random / 4);
    if (error.retryAfterMs !== null) return Math.min(error.retryAfterMs, 2 * longestRecoveryMs);
  }
  return Math.min(longestRecoveryMs, 2_000 * 2 ** Math.min(failures, 10)) * (0.75 + random / 2);
}

/** Our own server refuses what was asked. Somebody on the way who refuses may stop doing so. */
function isHopeless({ status, code }: ApiError): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429 && code !== unknownCode;
}
