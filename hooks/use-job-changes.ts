"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import { useSWRConfig } from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { changeOf, gone, type JobChange } from "./changes";
import { jobKey, useShareJob } from "./job-cache";

/** Calls `tell` for every change of the active jobs, and for how a job ended once it is active no more. */
export function useJobChanges(active: JobView[] | undefined, tell: (change: JobChange) => void) {
  const { mutate } = useSWRConfig();
  const share = useShareJob();
  const known = useRef<Map<string, JobView> | null>(null);

  const told = useEffectEvent((before: JobView, after: JobView) => {
    const change = changeOf(before, after);
    if (change) tell(change);
  });

  useEffect(() => {
    if (!active) return;
    const before = known.current;
    const after = new Map(active.map((job) => [job.id, job]));
    known.current = after;
    if (!before) return;
    for (const job of active) {
      const earlier = before.get(job.id);
      if (earlier) told(earlier, job);
    }
    for (const id of gone([...before.values()], active)) {
      const earlier = before.get(id);
      after.delete(id);
      if (!earlier) continue;
      const listed = active.find((job) => job.id === id);
      if (listed) continue;
      void (async () => {
        const job = await getJson<JobView>(jobKey(id)).catch(() => null);
        if (!job) return;
        await mutate(jobKey(id), job, { revalidate: false });
        share(job);
        told(earlier, job);
      })();
    }
  }, [active, mutate, share]);
}
