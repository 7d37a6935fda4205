"use client";
import type { PageOfJobs } from "@/hooks/job-cache";
import Link from "next/link";
import { useJobs } from "@/hooks/use-jobs";
import { JobCards } from "./job-list";

/** The latest jobs on the home page; nothing while there are none. */
export function RecentJobs({ initial }: { initial: PageOfJobs }) {
  const list = useJobs({ limit: 6 }, initial);
  if (list.jobs?.length === 0) return null;
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
      <JobCards list={list} empty={null} onlyFirst />
    </section>
  );
}
