"use client";
import type { JobStatus } from "@/lib/jobs/status";
import { getJson } from "./api";
import type { JobPage } from "./job-cache";
import { pollAfterAll } from "./schedule";
import { usePolled } from "./use-polled";

/** Which jobs to list. Left out means any. */
export interface JobFilter {
  status?: JobStatus | undefined;
  kind?: string | undefined;
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

const intervalOf = (page: JobPage | undefined) => pollAfterAll(page?.items);

/** The address of a list: the same filter always gives the same key. */
export function listKey(filter: JobFilter): string {
  const query = new URLSearchParams();
  if (filter.status) query.set("status", filter.status);
  if (filter.kind) query.set("kind", filter.kind);
  query.set("limit", String(filter.limit ?? 20));
  if (filter.cursor) query.set("cursor", filter.cursor);
  return `/api/jobs?${query.toString()}`;
}

/** A list of jobs, newest first, polled as its most impatient active job asks, not at all when none is active. */
export function useJobs(filter: JobFilter, initial?: JobPage) {
  const { data, error, isValidating, mutate } = usePolled<JobPage>(
    listKey(filter),
    getJson,
    intervalOf,
    initial,
  );
  return { page: data, error, isValidating, refresh: mutate };
}
