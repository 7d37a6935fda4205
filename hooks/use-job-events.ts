"use client";
import { useEffect, useRef } from "react";
import useSWR, { useSWRConfig } from "swr";
import type { JobEventView, JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { jobKey } from "./job-cache";
import { useRecovery } from "./use-polled";

interface EventPage {
  items: JobEventView[];
}

/** Adds fresh rows to those known, oldest first, each once. The same array where nothing is new. */
export function mergeEvents(known: JobEventView[], fresh: JobEventView[]): JobEventView[] {
  const ids = new Set(known.map((event) => event.id));
  const added = fresh.filter((event) => !ids.has(event.id));
  return added.length === 0 ? known : [...known, ...added].toSorted((a, b) => a.id - b.id);
}

/** A job's ledger. Asks only for rows after the last one known, whenever the job's record has moved. */
export function useJobEvents(job: Pick<JobView, "id" | "updatedAt" | "checks">, open: boolean) {
  const { cache } = useSWRConfig();
  const key = `${jobKey(job.id)}/events`;
  const { data, error, isLoading, mutate } = useSWR<JobEventView[], unknown>(
    open ? key : null,
    async (url: string) => {
      const known: JobEventView[] = cache.get(key)?.data ?? [];
      const after = known.at(-1)?.id;
      const page = await getJson<EventPage>(after === undefined ? url : `${url}?after=${after}`);
      return mergeEvents(known, page.items);
    },
    { shouldRetryOnError: false },
  );
  useRecovery(error, mutate);
  const stamp = `${job.updatedAt} ${job.checks}`;
  const seen = useRef(stamp);
  useEffect(() => {
    if (!open || seen.current === stamp) return;
    seen.current = stamp;
    mutate().catch(() => undefined);
  }, [open, stamp, mutate]);
  return { events: data, error, isLoading, refresh: mutate };
}
