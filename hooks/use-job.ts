"use client";
import { useEffect } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { isTerminal } from "@/lib/jobs/status";
import { isNewer, jobKey, useShareJob } from "./job-cache";
import { askAgainIn } from "./schedule";
import { useJobWait } from "./use-job-wait";
import { usePolled } from "./use-polled";

/** One job, kept current as the server asks: no polling once it is over, hidden or offline, fresh again on focus. */
export function useJob(id: string, initial?: JobView) {
  const share = useShareJob();
  const { data, error, isValidating, mutate } = usePolled<JobView>(jobKey(id), getJson, askAgainIn, initial);
  useJobWait(jobKey(id), data !== undefined && !isTerminal(data.status), (job) => {
    void mutate((known) => (known && !isNewer(job, known) ? known : job), { revalidate: false });
  });
  useEffect(() => {
    if (data) share(data);
  }, [data, share]);
  return { job: data, error, isValidating, refresh: mutate };
}
