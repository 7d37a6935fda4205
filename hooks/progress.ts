"use client";
import { useCallback, useState, useSyncExternalStore } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { follow, shownOf, sinceTold } from "./shown-progress";
import { useNow } from "./use-now";

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

/** How long ago a job was last told, in whole seconds, by the clock of all that is drawn; stands still while not `running`. */
export function useSinceTold(job: JobView, running: boolean): number {
  return useSyncExternalStore(
    useCallback((draw) => (running ? follow(job, draw) : () => undefined), [job, running]),
    () => Math.floor(sinceTold(job) / 1_000),
    () => 0,
  );
}

/**
 * The progress of a job to draw just now, gliding between answers: `percent` for what is drawn, 0 to 100, and the `figure` that
 * stands beside it, in tenths where whole points would seem to stand still.
 */
export function useShownProgress(job: JobView): { percent: number; figure: string } {
  const drawn = () => Math.floor(shownOf(job).percent * 100) / 100;
  const percent = useSyncExternalStore(
    useCallback((draw) => follow(job, draw), [job]),
    drawn,
    drawn,
  );
  const { isSlow } = shownOf(job);
  return { percent, figure: isSlow ? (Math.floor(percent * 10) / 10).toFixed(1) : `${Math.floor(percent)}` };
}
