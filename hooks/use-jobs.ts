"use client";
import type { JobStatus } from "@/lib/jobs/status";
import { getJson } from "./api";
import type { PageOfJobs } from "./job-cache";
import { askListAgainIn } from "./schedule";
import { usePolled } from "./use-polled";

/** Which jobs to list. Left out means any. */
export interface ListFilter {
  status?: JobStatus | undefined;
  kind?: string | undefined;
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

const intervalOf = (page: PageOfJobs | undefined) => askListAgainIn(page?.items);

/** The address of a list: the same filter always gives the same key. */
export function listKey(filter: ListFilter): string {
  const query = new URLSearchParams();
  if (filter.status) query.set("status", filter.status);
  if (filter.kind) query.set("kind", filter.kind);
  query.set("limit", String(filter.limit ?? 20));
  if (filter.cursor) query.set("cursor", filter.cursor);
  return `/api/jobs?${query.toString()}`;
}

/** A list of jobs, newest first, polled as its most impatient active job asks, not at all when none is active. */
export function useJobs(filter: ListFilter, initial?: PageOfJobs) {
  const { data, error, isValidating, mutate } = usePolled<PageOfJobs>(
    listKey(filter),
    getJson,
    intervalOf,
    initial,
  );
  return { page: data, error, isValidating, refresh: mutate };
}
