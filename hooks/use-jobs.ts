"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSWRConfig } from "swr";
import useSWRInfinite from "swr/infinite";
import type { JobView } from "@/lib/jobs/job-view";
import type { JobStatus } from "@/lib/jobs/status";
import { getJson } from "./api";
import { noticeBatches } from "./batch-polling";
import { useDeletedJobs } from "./deleted-jobs";
import { momentsOf, type Days } from "./days";
import { pagesKey, type PageOfJobs } from "./job-cache";
import { useIsTold } from "@/hooks/live/phase";
import { askListAgainIn, atHeartbeat } from "./schedule";
import { useAskAfterMoves } from "./use-moves";
import { pollOptions, useRecovery } from "./use-polled";

/** Which jobs to list. Left out means any. */
export interface ListFilter extends Partial<Days> {
  words?: string;
  status?: JobStatus | readonly JobStatus[] | null;
  kind?: string | null;
  isFavourite?: boolean;
  limit?: number | undefined;
}

/** The address of a page of a list, the first without a cursor: the same filter always gives the same key. */
export function listKey(filter: ListFilter, cursor: string | null = null): string {
  const query = new URLSearchParams();
  if (filter.words) query.set("q", filter.words);
  if (filter.status) query.set("status", [filter.status].flat().join());
  if (filter.kind) query.set("kind", filter.kind);
  if (filter.isFavourite) query.set("favourite", "1");
  const { from, to } = momentsOf({ from: filter.from ?? null, to: filter.to ?? null });
  if (from) query.set("from", from);
  if (to) query.set("to", to);
  query.set("limit", String(filter.limit ?? 20));
  if (cursor) query.set("cursor", cursor);
  return `/api/jobs?${query.toString()}`;
}

/** Every job of some pages once, in their order. */
export function jobsOf(pages: readonly PageOfJobs[]): JobView[] {
  return [...new Map(pages.flatMap(({ items }) => items.map((job) => [job.id, job]))).values()];
}

function areSame(pages: readonly PageOfJobs[], others: readonly PageOfJobs[] | undefined): boolean {
  return pages.length === others?.length && pages.every((page, at) => page === others[at]);
}

/**
 * A list of jobs, newest first, page after page.
 *
 * Only the first page is asked again, for new jobs appear there: as its most impatient active job asks, seldom while changes
 * are told as they happen, and not at all when none is active; where nothing is told a list of some statuses is asked again as jobs move. Each page hangs on the cursor of the one before, so that the
 * later ones are asked again only when a new job has moved them along, without a gap. What changes within them is told by
 * `useShareJob`, through which the watch over active jobs, on every page of the app, reaches all lists.
 *
 * With another filter the jobs of the last one stay, as `isStale`, until those that fit are there. `initial` is of this filter.
 */
export function useJobs(filter: ListFilter, initial?: PageOfJobs) {
  const first = listKey(filter);
  const deleted = useDeletedJobs();
  const { mutate } = useSWRConfig();
  const [intervalMs, setIntervalMs] = useState(() => askListAgainIn(initial?.items));
  const answer = useSWRInfinite<PageOfJobs, unknown>(
    (index, before: PageOfJobs | null) => {
      if (index === 0) return first;
      return before?.nextCursor ? listKey(filter, before.nextCursor) : null;
    },
    getJson,
    {
      ...pollOptions,
      ...(initial === undefined ? {} : { fallbackData: [initial] }),
      refreshInterval: intervalMs,
    },
  );
  const { data, error, size, setSize } = answer;
  const isTold = useIsTold();
  const wanted = atHeartbeat(askListAgainIn(data?.[0]?.items), isTold);
  if (wanted !== intervalMs) setIntervalMs(wanted);

  const [last, setLast] = useState<readonly PageOfJobs[] | undefined>(data);
  // By their pages: what is there at first is another list each time.
  if (data !== undefined && !areSame(data, last)) setLast(data);
  const pages = data ?? last;
  const isStale = data === undefined && pages !== undefined;

  // Not the hook's own `mutate`, which asks for every page again.
  const refresh = useCallback(() => mutate(pagesKey(first)), [mutate, first]);
  useRecovery(error, refresh);
  // Whatever status a job has, only a list of some statuses gains or loses it by that.
  useAskAfterMoves(Boolean(filter.status) && !isTold, refresh);

  useEffect(() => {
    for (const job of pages?.flatMap(({ items }) => items) ?? []) noticeBatches(job);
  }, [pages]);

  const hasMore = !isStale && pages?.at(-1)?.nextCursor != null;
  const isShort = hasMore && size > pages.length;
  const jobs = useMemo(() => pages && jobsOf(pages).filter(({ id }) => !deleted.has(id)), [pages, deleted]);
  return {
    jobs,
    isStale,
    error,
    refresh,
    hasMore,
    /** Whether older jobs were asked for and are not there yet. */
    isShort,
    more: () => void (isShort ? refresh() : setSize(size + 1)),
  };
}
