import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

type Known = Pick<
  JobView,
  "status" | "progress" | "estimatedTimeRemaining" | "sinceCheckMs" | "pollAfterMs" | "overdue" | "delay"
>;

/**
 * The progress to show `elapsedMs` after an answer, 0 to 100. It glides from what was known at the last check toward
 * the expected end, so that a page opened later shows the same as one that was there all the time, and stands still where knowledge ends: once the next answer is due, while the job is overdue or delayed, and
 * always short of 100, which only the record may say.
 */
export function shownProgress(job: Known, elapsedMs: number): number {
  const still = isTerminal(job.status) || job.status === "pending" || job.overdue || job.delay !== null;
  const left = job.estimatedTimeRemaining;
  if (still || left === null || left <= 0 || job.progress >= 99) return job.progress;
  const known = job.sinceCheckMs + Math.min(Math.max(0, elapsedMs), job.pollAfterMs, left);
  const whole = job.sinceCheckMs + left;
  return Math.min(99, job.progress + (100 - job.progress) * (known / whole) * 0.9);
}

/** What is left of a span of milliseconds, never below zero. */
export function leftOf(ms: number, elapsedMs: number): number {
  return Math.max(0, ms - Math.max(0, elapsedMs));
}
