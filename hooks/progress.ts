"use client";
import { useState } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { useIsLive } from "@/hooks/live/phase";
import { atHeartbeat } from "./schedule";
import { useNow } from "./use-now";

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

/** Milliseconds since `mark` last changed, to the second; stands still while not `running`. */
export function useElapsed(mark: unknown, running: boolean): number {
  const now = useNow(running ? 1_000 : null);
  const [seen, setSeen] = useState({ mark, at: now });
  if (seen.mark !== mark || seen.at === null) {
    if (seen.mark !== mark || now !== null) setSeen({ mark, at: now });
    return 0;
  }
  return Math.max(0, (now ?? seen.at) - seen.at);
}

/** The progress of a job to show just now, 0 to 100, gliding between answers, which are few where changes are told as they happen. */
export function useShownProgress(job: JobView): number {
  const pollAfterMs = atHeartbeat(job.pollAfterMs, useIsLive());
  return shownProgress({ ...job, pollAfterMs }, useElapsed(job, !isTerminal(job.status)));
}
