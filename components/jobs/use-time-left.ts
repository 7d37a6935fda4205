"use client";
import { isLate } from "@/components/copy/status";
import { span } from "@/components/ui/figures";
import { leftOf, useElapsed } from "@/hooks/progress";
import { useOnline } from "@/hooks/use-awake";
import type { JobView } from "@/lib/jobs/job-view";

/** What is left of the estimate, counted down between answers, which whoever is offline does not get; `null` where nobody can say. */
export function useTimeLeft(job: JobView): string | null {
  const isOnline = useOnline();
  const elapsedMs = useElapsed(job, job.estimate !== null && isOnline);
  if (!job.estimate || isLate(job)) return null;
  return span(leftOf(job.estimate.lowMs, elapsedMs), leftOf(job.estimate.highMs, elapsedMs));
}
