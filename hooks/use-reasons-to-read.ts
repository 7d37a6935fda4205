"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import useSWR from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { activeJobsKey, type PageOfJobs } from "./job-cache";
import { isTagging } from "./tagging-details";

/** A job that is under way, with how much of it there is to be seen. */
const seen = ({ id, frames }: JobView): string => `${id} ${frames.filter(({ url }) => url !== null).length}`;

/**
 * Calls `read` when a batch has been tagged, when a job that is `about` it has more to show or is over, with or without batches, and
 * when the page is looked at again; and at once if what is on the page may be old. `about` is always the same function.
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
    const all = new Set(underWay.map(seen));
    if (![...before.current].every((each) => all.has(each))) over();
    before.current = all;
  }, [data, about]);
}
