import { readUsualTimes, type EngineHistory } from "@/lib/db/usual-times";
import type { History } from "@/lib/jobs/history";
import type { Job } from "@/lib/jobs/job";
import { errorFields, log } from "@/lib/log";

/** The database makes them anew every five minutes at most (see check-jobs); a minute later is soon enough here. */
const freshMs = 60_000;

let known: Promise<EngineHistory[]> = Promise.resolve([]);
let readAt = -Infinity;

/** Finds the history of jobs like a given one, `null` where there is none. */
export type HistoryOf = (job: Job) => History | null;

/** Our own history, as it was within the last minute. Without it, the kinds' own estimates are good enough. */
export async function histories(): Promise<HistoryOf> {
  const now = performance.now();
  if (now - readAt > freshMs) {
    readAt = now;
    known = readUsualTimes().catch((error: unknown) => {
      log("warn", "usual times could not be read", errorFields(error));
      return [];
    });
  }
  const rows = await known;
  return (job) =>
    rows.find(({ kind, provider, model }) => {
      return kind === job.kind && provider === job.provider && model === job.model;
    })?.history ?? null;
}
