"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { useSinceTold } from "./progress";
import { useNow } from "./use-now";

/**
 * The time in milliseconds by the clock that stamps a job's record, moving by seconds, as its last answer told it; by the reader's
 * own where nobody has been asked yet. `null` once the job is over, and while rendering on the server.
 */
export function useServerNow(job: JobView): number | null {
  const isUnderWay = !isTerminal(job.status);
  const isTold = job.checkedAt !== null;
  const sinceTold = useSinceTold(job, isUnderWay && isTold);
  const readers = useNow(isUnderWay && !isTold ? 1_000 : null);
  if (!isUnderWay) return null;
  return job.checkedAt === null ? readers : Date.parse(job.checkedAt) + job.sinceCheckMs + 1_000 * sinceTold;
}
