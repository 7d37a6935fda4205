"use client";
import type { PageOfJobs } from "@/hooks/job-cache";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { useJobs } from "@/hooks/use-jobs";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobCards } from "./job-list";

interface Props {
  initial: PageOfJobs;
  /** What there is to start: after what is under way, and before what is over. */
  children: ReactNode;
}

/** The latest jobs on the home page, around what there is to start; none of them while there are none. */
export function RecentJobs({ initial, children }: Props) {
  const list = useJobs({ limit: 6 }, initial);
  const jobs = list.jobs ?? [];
  const wasOver = useWasOver(jobs);
  const over = jobs.filter(({ id }) => wasOver.get(id) === true);
  const current = jobs.filter(({ id }) => wasOver.get(id) === false);
  return (
    <>
      {current.length > 0 && (
        <Part id="now" title="Now" hasAll={over.length === 0}>
          <JobCards list={{ ...list, jobs: current }} empty={null} onlyFirst />
        </Part>
      )}
      {children}
      {(over.length > 0 || list.jobs === undefined) && (
        <Part id="recent" title="Lately" hasAll>
          {/* What is wrong with the list is said once. */}
          <JobCards
            list={current.length === 0 ? list : { ...list, jobs: over, error: undefined }}
            empty={null}
            onlyFirst
          />
        </Part>
      )}
    </>
  );
}

/** Whether each was over when it was first seen here: by that it has its place, and keeps it, with what has the focus in it. */
function useWasOver(jobs: readonly JobView[]): ReadonlyMap<string, boolean> {
  const [seen, setSeen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const fresh = jobs.filter(({ id }) => !seen.has(id));
  if (fresh.length === 0) return seen;
  const all = new Map([...seen, ...fresh.map(({ id, status }) => [id, isTerminal(status)] as const)]);
  setSeen(all);
  return all;
}

interface PartProps {
  id: string;
  title: string;
  /** Whether it shows the way to all jobs. */
  hasAll: boolean;
  children: ReactNode;
}

function Part({ id, title, hasAll, children }: PartProps) {
  return (
    <section aria-labelledby={id}>
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 id={id} className="font-serif text-3xl">
          {title}
        </h2>
        {hasAll && (
          <Link
            href="/jobs"
            className="text-sm text-soft underline decoration-faint underline-offset-4 hover:text-ink"
          >
            All jobs
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
