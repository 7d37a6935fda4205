"use client";
import { useCallback } from "react";
import { useSWRConfig } from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { noticeBatches } from "./batch-polling";
import { askToRecount } from "./recounts";

/** What a list of jobs answers. */
export interface PageOfJobs {
  items: JobView[];
  nextCursor: string | null;
}

/** The list of what is under way, behind the banner. It is a key of a list, so whatever refreshes lists refreshes it. */
export const activeJobsKey = "/api/jobs?active";

export function jobKey(id: string): string {
  return `/api/jobs/${id}`;
}

/** True for the keys of jobs by themselves. */
export function isJobKey(key: string): boolean {
  return /^\/api\/jobs\/[^/?]+$/.test(key);
}

/**
 * Where SWR keeps the pages of a list together, by the key of its first; each is under its own key besides. SWR's own
 * `unstable_serialize` says the same (see job-cache.test.ts), but brings all that reads pages to pages that read none.
 */
export function pagesKey(firstPage: string): string {
  return `$inf$${firstPage}`;
}

/** True for the keys of pages, whatever their filter. */
export function isListKey(key: string): boolean {
  return key.startsWith("/api/jobs?");
}

function isPagesKey(key: string): boolean {
  return key.startsWith(pagesKey("/api/jobs?"));
}

/** Puts a newer view of a job into a page that has it. The same page where nothing is newer. */
export function withJob(page: PageOfJobs, job: JobView): PageOfJobs {
  const at = page.items.findIndex((item) => item.id === job.id);
  const known = page.items[at];
  if (!known || !isNewer(job, known)) return page;
  return { ...page, items: page.items.with(at, job) };
}

/** The same for the list of what is under way: an active job that it does not have comes to its top. */
export function withActiveJob(page: PageOfJobs, job: JobView): PageOfJobs {
  const known = page.items.some((item) => item.id === job.id);
  if (known || isTerminal(job.status)) return withJob(page, job);
  return { ...page, items: [job, ...page.items] };
}

/** A record never goes back: a later attempt, or within one a later update or more checks, is the newer. */
export function isNewer(job: JobView, known: JobView): boolean {
  if (job.attempt !== known.attempt) return job.attempt > known.attempt;
  if (job.updatedAt !== known.updatedAt) return Date.parse(job.updatedAt) > Date.parse(known.updatedAt);
  return job.checks > known.checks;
}

/** Tells every list on the page, and whoever waits for batches, about a job that was just read, so that all agree. */
export function useShareJob() {
  const { cache, mutate } = useSWRConfig();
  return useCallback(
    (job: JobView) => {
      noticeBatches(job);
      // Only lists that gain by it: a mutation makes SWR drop whatever answer is on its way to the same key.
      for (const key of cache.keys()) {
        if (isPagesKey(key)) {
          const pages: PageOfJobs[] = cache.get(key)?.data ?? [];
          const fresh = pages.map((page) => withJob(page, job));
          if (fresh.some((page, at) => page !== pages[at])) void mutate(key, fresh, { revalidate: false });
          continue;
        }
        const page: PageOfJobs | undefined = isListKey(key) ? cache.get(key)?.data : undefined;
        if (!page) continue;
        const fresh = key === activeJobsKey ? withActiveJob(page, job) : withJob(page, job);
        if (fresh === page) continue;
        // A list that had no such job has missed something, and may have stopped asking: it asks again at once.
        void mutate(key, fresh, { revalidate: fresh.items.length > page.items.length });
      }
    },
    [cache, mutate],
  );
}

/** Whether anything here shows a job, or has shown it and would again: by itself, or in a list. */
export function useHasJob() {
  const { cache } = useSWRConfig();
  return useCallback(
    (id: string): boolean => {
      if (cache.get(jobKey(id))) return true;
      for (const key of cache.keys()) {
        const isOfPages = isPagesKey(key);
        if (!isOfPages && !isListKey(key)) continue;
        const data: PageOfJobs | PageOfJobs[] | undefined = cache.get(key)?.data;
        const pages = Array.isArray(data) ? data : data ? [data] : [];
        if (pages.some(({ items }) => items.some((item) => item.id === id))) return true;
      }
      return false;
    },
    [cache],
  );
}

/** Whether what is kept of a job, or of lists, is asked for at an interval: some of it is under way, or it is not known yet. */
export function isPolled(kept: JobView | PageOfJobs | readonly PageOfJobs[] | undefined): boolean {
  if (!kept) return true;
  if ("status" in kept) return !isTerminal(kept.status);
  const [first] = "items" in kept ? [kept] : kept;
  return !first || first.items.some(({ status }) => !isTerminal(status));
}

/** Asks at once for all that is asked for at an interval: what is over rests, and so does a list of nothing else. */
export function useAskPolled() {
  const { cache, mutate } = useSWRConfig();
  return useCallback(() => {
    for (const key of cache.keys()) {
      const isOurs = isJobKey(key) || key === activeJobsKey || isPagesKey(key);
      if (isOurs && isPolled(cache.get(key)?.data)) mutate(key).catch(() => undefined);
    }
  }, [cache, mutate]);
}

/** Asks again for what is under way, for the first page of every list that is shown, and for the counts beside it. */
export function useRefreshLists() {
  const { cache, mutate } = useSWRConfig();
  return useCallback(async () => {
    askToRecount();
    const lists = [...cache.keys()].filter((key) => key === activeJobsKey || isPagesKey(key));
    await Promise.all(lists.map((key) => mutate(key)));
  }, [cache, mutate]);
}
