"use client";
import { useEffect } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { noteWait } from "./arrivals";

/** Notes, while a job is under way, that somebody watches it. */
export function useWait({ id, status }: Pick<JobView, "id" | "status">): void {
  const waiting = !isTerminal(status);
  useEffect(() => {
    if (waiting) noteWait(id);
  }, [id, waiting]);
}
