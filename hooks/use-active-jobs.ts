"use client";
import { useEffect, useMemo } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { useDeletedJobs } from "./deleted-jobs";
import { activeJobsKey, jobKey, useShareJob, type PageOfJobs } from "./job-cache";
import { isLive, useIsLive } from "@/hooks/live/phase";
import { askListAgainIn, atHeartbeat } from "./schedule";
import { usePolled } from "./use-polled";

/**
 * Lists only read the record. So many jobs are asked for one by one, which makes any open page a watcher; while changes
 * are told by somebody who watches too, that is not needed.
 */
const watched = 5;

async function getActive(): Promise<PageOfJobs> {
  const { items } = await getJson<PageOfJobs>("/api/jobs?status=pending,processing&limit=50");
  if (isLive()) return { items, nextCursor: null };
  const asked = items.map(async (job, index) =>
    index < watched ? getJson<JobView>(jobKey(job.id)).catch(() => job) : job,
  );
  return { items: await Promise.all(asked), nextCursor: null };
}

/**
 * Every job of the user that is still under way, or was a moment ago: `undefined` until the first answer. The list
 * rests while it is empty; `useShareJob` wakes it with a job that was started or tried again.
 */
export function useActiveJobs(): { jobs: JobView[] | undefined; error: unknown } {
  const share = useShareJob();
  const live = useIsLive();
  const intervalOf = (page: PageOfJobs | undefined) => atHeartbeat(askListAgainIn(page?.items), live);
  const { data, error } = usePolled<PageOfJobs>(activeJobsKey, getActive, intervalOf);
  const deleted = useDeletedJobs();
  const items = data?.items;
  const jobs = useMemo(() => items?.filter(({ id }) => !deleted.has(id)), [items, deleted]);
  useEffect(() => {
    for (const job of jobs ?? []) share(job);
  }, [jobs, share]);
  return { jobs, error };
}
