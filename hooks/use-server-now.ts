"use client";
import { useState } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { useSinceTold } from "./progress";
import { useOnline } from "./use-awake";
import { useNow } from "./use-now";

/**
 * The time in milliseconds by the clock that stamps a job's record, moving by seconds, as its last answer told it; by the reader's
 * own where nobody has been asked yet. It stands still for whoever is offline. `null` once the job is over, and while rendering on the server.
 */
export function useServerNow(job: JobView): number | null {
  const isOnline = useOnline();
  const isUnderWay = !isTerminal(job.status) && isOnline;
  const isTold = job.checkedAt !== null;
  const sinceTold = useSinceTold(job, isUnderWay && isTold);
  const readers = useNow(isUnderWay && !isTold ? 1_000 : null);
  const now =
    job.checkedAt === null ? readers : Date.parse(job.checkedAt) + job.sinceCheckMs + 1_000 * sinceTold;
  const [last, setLast] = useState(now);
  if (isOnline && now !== last) setLast(now);
  if (isTerminal(job.status)) return null;
  return isOnline ? now : last;
}
