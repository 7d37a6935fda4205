"use client";
import { useState } from "react";
import useSWR from "swr";
import { getJson, isGone } from "@/hooks/api";
import { useDeletedJobs } from "@/hooks/deleted-jobs";
import { isNewer, jobKey, type PageOfJobs } from "@/hooks/job-cache";
import { useJobs } from "@/hooks/use-jobs";
import type { JobView } from "@/lib/jobs/job-view";
import { activeStatuses, endedStatuses, isTerminal } from "@/lib/jobs/status";
import { mostActive, mostEnded, mostLately } from "./home-limits";

export interface FirstPages {
  active: PageOfJobs;
  ended: PageOfJobs;
}

/**
 * What is under way, and the latest of what is over. By what a job was when it was first seen here it has its place, and keeps it,
 * with what has the focus in it.
 */
export function useHomeJobs({ active, ended }: FirstPages) {
  const current = useJobs({ status: activeStatuses, limit: mostActive }, active);
  const over = useJobs({ status: endedStatuses, limit: mostEnded }, ended);
  const deleted = useDeletedJobs();
  const listed = newestOf([...(current.jobs ?? []), ...(over.jobs ?? [])]);
  const all = [...useSeen(listed).values()]
    .filter(({ job }) => !deleted.has(job.id))
    .toSorted((one, other) => Date.parse(other.job.createdAt) - Date.parse(one.job.createdAt));
  const isUnderWay = ({ id, status }: JobView) => listed.has(id) && !isTerminal(status);
  const lately = all.flatMap(({ job, wasOver }) => (wasOver ? [job] : [])).slice(0, mostLately);
  // One that was over, and is tried again elsewhere, has its place there unless it is shown as it was.
  const places = all.flatMap(({ job, wasOver }) =>
    wasOver && (lately.includes(job) || !isUnderWay(job)) ? [] : [job],
  );
  const stopped = places.filter((job) => !isUnderWay(job)).slice(0, mostActive);
  const left = useLeft([...stopped, ...lately].flatMap(({ id }) => (listed.has(id) ? [] : [id])));
  const asTold = (jobs: readonly JobView[]) =>
    jobs.flatMap((job) => {
      const told = left.get(job.id);
      return told === null ? [] : [told ?? job];
    });
  return {
    now: { ...current, jobs: asTold(places.filter((job) => isUnderWay(job) || stopped.includes(job))) },
    lately: { ...over, jobs: asTold(lately) },
  };
}

/** Every job once, by id, as it was told last. */
function newestOf(jobs: readonly JobView[]): ReadonlyMap<string, JobView> {
  const newest = new Map<string, JobView>();
  for (const job of jobs) {
    const known = newest.get(job.id);
    if (!known || isNewer(job, known)) newest.set(job.id, job);
  }
  return newest;
}

interface Seen {
  /** As it was seen last. */
  job: JobView;
  /** Whether it was over when it was first seen. */
  wasOver: boolean;
}

/** All that was seen so far, by id. */
function useSeen(listed: ReadonlyMap<string, JobView>): ReadonlyMap<string, Seen> {
  const [seen, setSeen] = useState<ReadonlyMap<string, Seen>>(new Map());
  const fresh = [...listed.values()].filter((job) => seen.get(job.id)?.job !== job);
  if (fresh.length === 0) return seen;
  const all = new Map(seen);
  for (const job of fresh) {
    all.set(job.id, { job, wasOver: seen.get(job.id)?.wasOver ?? isTerminal(job.status) });
  }
  setSeen(all);
  return all;
}

/** What is in neither list any more, asked for once, by id: how it ended; `null` where it is gone, or only pushed out by newer ones. */
function useLeft(ids: readonly string[]): ReadonlyMap<string, JobView | null> {
  const { data } = useSWR(ids.length === 0 ? null : ["left", ...ids], () => Promise.all(ids.map(endOf)), {
    keepPreviousData: true,
  });
  const told = data?.flatMap(([id, job]) =>
    job !== undefined && ids.includes(id) ? [[id, job] as const] : [],
  );
  return new Map(told);
}

async function endOf(id: string): Promise<[string, JobView | null | undefined]> {
  try {
    const job = await getJson<JobView>(jobKey(id));
    return [id, isTerminal(job.status) ? job : null];
  } catch (error) {
    // Whatever else is wrong, it stays as it was seen.
    return [id, isGone(error) ? null : undefined];
  }
}
