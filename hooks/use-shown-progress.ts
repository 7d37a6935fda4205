"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { shownProgress } from "./progress";
import { useElapsed } from "./use-elapsed";

/** The progress of a job to show just now, 0 to 100, gliding between answers. */
export function useShownProgress(job: JobView): number {
  return shownProgress(job, useElapsed(job, !isTerminal(job.status)));
}
