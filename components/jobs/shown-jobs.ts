"use client";
import { useEffect } from "react";

const shown = new Set<string>();

/** Whether a job is being shown before the page, where its changes need no other news. */
export function isShown(jobId: string): boolean {
  return shown.has(jobId);
}

/** Notes that a job is shown before the page, for as long as the caller is. */
export function useShown(jobId: string): void {
  useEffect(() => {
    shown.add(jobId);
    return () => {
      shown.delete(jobId);
    };
  }, [jobId]);
}
