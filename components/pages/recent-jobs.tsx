"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { fullRows, oneFullRow } from "./card-grid";
import { JobCards } from "./job-list";
import { useHomeJobs, type FirstPages } from "./use-home-jobs";

interface Props {
  initial: FirstPages;
  /** What there is to start: after what is under way, and before what is over. */
  children: ReactNode;
}

/** What is under way and what is over, on the home page, around what there is to start; none of them while there are none. */
export function RecentJobs({ initial, children }: Props) {
  const { now, lately } = useHomeJobs(initial);
  const isNow = now.jobs.length > 0;
  const isLately = lately.jobs.length > 0;
  return (
    <>
      {isNow && (
        <Part id="now" title="Now" hasAll={now.hasMore || !isLately}>
          <JobCards list={now} empty={null} grid={fullRows} onlyFirst />
        </Part>
      )}
      {children}
      {isLately && (
        <Part id="recent" title="Lately" hasAll>
          {/* What is wrong with the lists is said once. */}
          <JobCards
            list={isNow ? { ...lately, error: undefined } : lately}
            empty={null}
            grid={oneFullRow}
            onlyFirst
          />
        </Part>
      )}
    </>
  );
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
