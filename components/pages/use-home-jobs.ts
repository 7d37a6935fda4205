"use client";
import { useState } from "react";
import useSWR from "swr";
import { getJson, isGone } from "@/hooks/api";
import { useDeletedJobs } from "@/hooks/deleted-jobs";
import { jobKey, type PageOfJobs } from "@/hooks/job-cache";
import { useJobs } from "@/hooks/use-jobs";
import type { JobView } from "@/lib/jobs/job-view";
import { activeStatuses, endedStatuses, isTerminal } from "@/lib/jobs/status";
import { mostActive, mostEnded } from "./home-limits";
import { homePlaces, newestOf, seenWith, type JobsById, type Seen } from "./home-places";

export interface FirstPages {
  active: PageOfJobs;
  ended: PageOfJobs;
}

/** What is under way, and the latest of what is over: see `homePlaces`. */
export function useHomeJobs({ active, ended }: FirstPages) {
  const current = useJobs({ status: activeStatuses, limit: mostActive }, active);
  const over = useJobs({ status: endedStatuses, limit: mostEnded }, ended);
  const deleted = useDeletedJobs();
  const listed = newestOf([...(current.jobs ?? []), ...(over.jobs ?? [])]);
  const seen = [...useSeen(listed).values()].filter(({ job }) => !deleted.has(job.id));
  const { now, lately } = homePlaces(seen, listed);
  const left = useLeft([...now, ...lately].flatMap(({ id }) => (listed.has(id) ? [] : [id])));
  const asTold = (jobs: readonly JobView[]) =>
    jobs.flatMap((job) => {
      const told = left.get(job.id);
      return told === null ? [] : [told ?? job];
    });
  return { now: { ...current, jobs: asTold(now) }, lately: { ...over, jobs: asTold(lately) } };
}

function useSeen(listed: JobsById): ReadonlyMap<string, Seen> {
  const [seen, setSeen] = useState<ReadonlyMap<string, Seen>>(new Map());
  const all = seenWith(seen, listed);
  if (all !== seen) setSeen(all);
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
