"use client";
import type { PageOfJobs } from "@/hooks/job-cache";
import Link from "next/link";
import { EmptyJobs } from "./empty-jobs";
import { JobList } from "./job-list";

/** The latest jobs on the home page. */
export function RecentJobs({ initial }: { initial: PageOfJobs }) {
  return (
    <section aria-labelledby="recent">
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 id="recent" className="font-serif text-3xl">
          Lately
        </h2>
        <Link
          href="/jobs"
          className="text-sm text-soft underline decoration-faint underline-offset-4 hover:text-ink"
        >
          All jobs
        </Link>
      </div>
      <JobList filter={{ limit: 6 }} initial={initial} empty={<EmptyJobs filtered={false} />} onlyFirst />
    </section>
  );
}
