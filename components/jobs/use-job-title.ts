"use client";
import { useEffect } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { badgeOf } from "./status-words";

/** Says in the tab how far the job is, for whoever waits in another one. */
export function useJobTitle(job: JobView) {
  const state = job.status === "processing" ? `${job.progress}%` : badgeOf(job).word;
  useEffect(() => {
    document.title = `${state} · ${job.title} · Darkroom`;
  }, [state, job.title]);
}
