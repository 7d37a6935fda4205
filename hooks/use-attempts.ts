"use client";
import { useMemo } from "react";
import { attemptsOf, type Attempt } from "@/lib/jobs/attempts";
import type { JobView } from "@/lib/jobs/job-view";
import { useJobEvents } from "./use-job-events";

/** The attempts of a job that had more than one, oldest first; `null` of another, and until its ledger is here. */
export function useAttempts(job: JobView): Attempt[] | null {
  const { events } = useJobEvents(job, job.attempt > 1);
  return useMemo(() => (events ? attemptsOf(events) : null), [events]);
}
