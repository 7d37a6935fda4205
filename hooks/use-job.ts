"use client";
import { useEffect } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { isTerminal } from "@/lib/jobs/status";
import { isNewer, jobKey, useShareJob } from "./job-cache";
import { useLivePhase } from "@/hooks/live/phase";
import { askAgainIn, atHeartbeat } from "./schedule";
import { useJobWait } from "./use-job-wait";
import { usePolled } from "./use-polled";

/**
 * One job, kept current by what is told of it, else as the server asks: no polling once it is over, hidden or offline,
 * fresh again on focus. For what its page asks while it is hidden see `use-unseen.ts`.
 */
export function useJob(id: string, initial?: JobView) {
  const share = useShareJob();
  const phase = useLivePhase();
  const intervalOf = (job: JobView | undefined) => atHeartbeat(askAgainIn(job), phase === "live");
  const { data, error, isValidating, mutate } = usePolled<JobView>(jobKey(id), getJson, intervalOf, initial);
  const isUnderWay = data !== undefined && !isTerminal(data.status);
  // Browsers have six connections to a server: none is held by a question that it does not answer just now.
  useJobWait(jobKey(id), isUnderWay && phase === "polling" && error === undefined, (job) => {
    void mutate((known) => (known && !isNewer(job, known) ? known : job), { revalidate: false });
  });
  useEffect(() => {
    if (data) share(data);
  }, [data, share]);
  return { job: data, error, isValidating, refresh: mutate };
}
