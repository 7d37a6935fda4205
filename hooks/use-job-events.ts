"use client";
import { useEffect, useRef } from "react";
import useSWR, { useSWRConfig } from "swr";
import { ledgerPageRows, type JobEventView, type JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { jobKey } from "./job-cache";
import { useAwake } from "./use-awake";
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

/** All rows there are, of which some are known: `ask` answers those after one, a page at a time. */
export async function readOn(
  known: JobEventView[],
  ask: (after: number | undefined) => Promise<EventPage>,
): Promise<JobEventView[]> {
  const { items } = await ask(known.at(-1)?.id);
  const all = mergeEvents(known, items);
  return items.length < ledgerPageRows || all === known ? all : readOn(all, ask);
}

/** By its key, the stamp of the record for which a ledger was asked last: parts of a page that show the same one ask once. */
const askedFor = new Map<string, string>();

/** A job's ledger. Asks only for rows after the last one known, whenever the job's record has moved; once it is seen, where the page is hidden. */
export function useJobEvents(job: Pick<JobView, "id" | "updatedAt" | "checks">, open: boolean) {
  const { cache } = useSWRConfig();
  const key = `${jobKey(job.id)}/events`;
  const { data, error, isLoading, mutate } = useSWR<JobEventView[], unknown>(
    open ? key : null,
    (url: string) =>
      readOn(cache.get(key)?.data ?? [], (after) =>
        getJson<EventPage>(after === undefined ? url : `${url}?after=${after}`),
      ),
    { shouldRetryOnError: false },
  );
  useRecovery(error, mutate);
  const stamp = `${job.updatedAt} ${job.checks}`;
  const seen = useRef(stamp);
  const isAwake = useAwake();
  useEffect(() => {
    if (!open || !isAwake || seen.current === stamp) return;
    seen.current = stamp;
    if (askedFor.get(key) === stamp) return;
    askedFor.set(key, stamp);
    mutate().catch(() => undefined);
  }, [open, isAwake, key, stamp, mutate]);
  return { events: data, error, isLoading, refresh: mutate };
}
