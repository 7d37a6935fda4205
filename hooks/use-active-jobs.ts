"use client";
import { useEffect } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { activeJobsKey, jobKey, useShareJob, type PageOfJobs } from "./job-cache";
import { askListAgainIn } from "./schedule";
import { usePolled } from "./use-polled";

/** Lists only read the record. So many jobs are asked for one by one, which makes any open page a watcher. */
const watched = 5;

const intervalOf = (page: PageOfJobs | undefined) => askListAgainIn(page?.items);

async function getActive(): Promise<PageOfJobs> {
  const { items } = await getJson<PageOfJobs>("/api/jobs?status=pending,processing&limit=50");
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
  const { data, error } = usePolled<PageOfJobs>(activeJobsKey, getActive, intervalOf);
  const jobs = data?.items;
  useEffect(() => {
    for (const job of jobs ?? []) share(job);
  }, [jobs, share]);
  return { jobs, error };
}
