import { setTimeout as sleep } from "node:timers/promises";
import type { CheckRun } from "@/lib/db/check-runs";
import { DatabaseError } from "@/lib/db/database-error";
import type { Source } from "@/lib/jobs/source";
import { errorFields, log } from "@/lib/log";
import { checkRounds } from "./check-jobs";
import type { KeepAlive } from "./get-job";
import type { RunTime } from "./run-time";

/**
 * Checks everything that is due, of one kind or of all, for a caller who does not wait for ever: answered after
 * `answerMs` at the latest, with what was done by then. What must not be cut, and is slow, goes on after the answer and is
 * kept alive for that; meanwhile its jobs count as remaining. Throws `DatabaseError` where not even the first claim came in time.
 */
export async function checkDueJobsWithin(
  time: RunTime,
  source: Source,
  kind: string | null,
  keepAlive: KeepAlive,
): Promise<CheckRun> {
  let latest: CheckRun | undefined;
  const checkAll = async (): Promise<void> => {
    for await (const run of checkRounds(source, kind, time)) latest = run;
  };
  const work = checkAll();
  keepAlive(work.catch((error: unknown) => log("error", "a check-all failed", errorFields(error))));
  const stop = new AbortController();
  const late = sleep(time.answerMs, true, { signal: stop.signal }).catch(() => false);
  const isLate = await Promise.race([work.then(() => false), late]).finally(() => stop.abort());
  // PostgreSQL's own code for what took too long.
  if (!latest) throw new DatabaseError("claim_due: no answer in time", "57014");
  return isLate ? { ...latest, durationMs: Math.round(time.answerMs) } : latest;
}
