"use client";
import { useEffect } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

const developMs = 3_200;

/** When each picture that arrived while somebody watched was first shown. */
const shownAt = new Map<string, number>();

/** Jobs whose result was waited for on this page. */
const awaited = new Set<string>();

/** Notes that a picture is shown now for the first time. */
export function noteArrival(src: string): void {
  if (!shownAt.has(src)) shownAt.set(src, performance.now());
}

/**
 * How long a picture has been coming up, in milliseconds; `null` once it is fully there or never had to. With it the
 * gallery of a job that has just ended goes on developing where the sheet left off.
 */
export function developingSince(src: string | null): number | null {
  const at = src === null ? undefined : shownAt.get(src);
  if (at === undefined) return null;
  const elapsedMs = performance.now() - at;
  return elapsedMs < developMs ? elapsedMs : null;
}

/** Notes, while a job is under way, that somebody watches it: its result then comes up before their eyes. */
export function useWait({ id, status }: Pick<JobView, "id" | "status">): void {
  const waiting = !isTerminal(status);
  useEffect(() => {
    if (waiting) awaited.add(id);
  }, [id, waiting]);
}

/** How long the result `src` of a job has been coming up; 0 where it was waited for and is new, `null` where it is not. */
export function developingResult(jobId: string, src: string): number | null {
  if (shownAt.has(src)) return developingSince(src);
  return awaited.has(jobId) ? 0 : null;
}
