"use client";
import { useEffect, useSyncExternalStore } from "react";

/** Ids of what is shown, one for every place that shows it. Another array after every change. */
let shown: readonly string[] = [];
const none: readonly string[] = [];
const listeners = new Set<() => void>();

function change(next: readonly string[]) {
  shown = next;
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Whether a job is on screen in full, where its changes need no other news. */
export function isShown(jobId: string): boolean {
  return shown.includes(jobId);
}

/** Every job that is on screen in full. */
export function useShownJobs(): readonly string[] {
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => none,
  );
}

/** Notes that a job is on screen in full, on its page or before another, for as long as the caller is. */
export function useShown(jobId: string): void {
  useEffect(() => {
    change([...shown, jobId]);
    return () => change(shown.toSpliced(shown.indexOf(jobId), 1));
  }, [jobId]);
}
