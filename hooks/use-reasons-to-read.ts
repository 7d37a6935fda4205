"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import useSWR from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { activeJobsKey, type PageOfJobs } from "./job-cache";
import { isTagging } from "./tagging-details";

/**
 * Calls `read` when a batch has been tagged, when a job is over that is `about` it, with or without batches, and when the page is
 * looked at again; and at once if what is on the page may be old. `about` is always the same function.
 */
export function useReasonsToRead(
  read: () => Promise<void>,
  isOld: boolean,
  about: (job: JobView) => boolean = isTagging,
): void {
  const over = useEffectEvent(() => void read());
  useEffect(() => {
    if (isOld) over();
  }, [isOld]);
  useEffect(() => {
    const onBatch = () => over();
    const onLook = () => {
      if (document.visibilityState === "visible") over();
    };
    window.addEventListener("batchCompleted", onBatch);
    document.addEventListener("visibilitychange", onLook);
    return () => {
      window.removeEventListener("batchCompleted", onBatch);
      document.removeEventListener("visibilitychange", onLook);
    };
  }, []);

  // Read, and never asked for here: whoever watches the jobs does.
  const { data } = useSWR<PageOfJobs>(activeJobsKey, null);
  const before = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const underWay = (data?.items ?? []).filter((job) => about(job) && !isTerminal(job.status));
    const ids = new Set(underWay.map(({ id }) => id));
    if (![...before.current].every((id) => ids.has(id))) over();
    before.current = ids;
  }, [data, about]);
}
