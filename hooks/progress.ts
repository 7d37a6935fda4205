import type { JobView } from "@/lib/jobs/job-view";

type Known = Pick<JobView, "progress" | "glide" | "sinceCheckMs" | "pollAfterMs">;

/** Work that nobody has reported as finished is shown as nearly done at most. */
const nearly = 0.95;

/**
 * The progress to show `elapsedMs` after an answer, 0 to 100. It glides from what was known at the last check toward
 * the end of the present stage, as the server itself will count it at the next check, so that a page opened later
 * shows the same as one that was there all the time. It stands still where knowledge ends: once the next answer is
 * due, and wherever the server expects nothing.
 */
export function shownProgress(
  { progress, glide, sinceCheckMs, pollAfterMs }: Known,
  elapsedMs: number,
): number {
  if (!glide || glide.to <= progress) return progress;
  const passed = sinceCheckMs + Math.min(Math.max(0, elapsedMs), pollAfterMs);
  const whole = Math.max(1, sinceCheckMs + glide.inMs);
  return progress + (glide.to - progress) * Math.min(1, passed / whole) * nearly;
}

/** What is left of a span of milliseconds, never below zero. */
export function leftOf(ms: number, elapsedMs: number): number {
  return Math.max(0, ms - Math.max(0, elapsedMs));
}
