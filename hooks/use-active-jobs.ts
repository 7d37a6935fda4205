"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import type { JobPage } from "./job-cache";
import { pollAfterAll } from "./schedule";
import { usePolled } from "./use-polled";

/** A list key of its own, so that whatever refreshes lists refreshes this one too. */
export const activeJobsKey = "/api/jobs?active";

const intervalOf = (page: JobPage | undefined) => pollAfterAll(page?.items);

async function getActive(): Promise<JobPage> {
  const [processing, pending] = await Promise.all([
    getJson<JobPage>("/api/jobs?status=processing&limit=50"),
    getJson<JobPage>("/api/jobs?status=pending&limit=50"),
  ]);
  const seen = new Set(processing.items.map((job) => job.id));
  return {
    items: [...processing.items, ...pending.items.filter((job) => !seen.has(job.id))],
    nextCursor: null,
  };
}

/** Every job of the user that is still under way. `undefined` until the first answer. */
export function useActiveJobs(): JobView[] | undefined {
  return usePolled<JobPage>(activeJobsKey, getActive, intervalOf).data?.items;
}
