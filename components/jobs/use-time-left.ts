"use client";
import { isLate } from "@/components/copy/status";
import { span } from "@/components/ui/figures";
import { leftOf, useElapsed } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";

/** What is left of the estimate, counted down between answers; `null` where nobody can say. */
export function useTimeLeft(job: JobView): string | null {
  const elapsedMs = useElapsed(job, job.estimate !== null);
  if (!job.estimate || isLate(job)) return null;
  return span(leftOf(job.estimate.lowMs, elapsedMs), leftOf(job.estimate.highMs, elapsedMs));
}
