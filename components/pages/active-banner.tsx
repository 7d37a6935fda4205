"use client";
import Link from "next/link";
import { badgeOf } from "@/components/copy/status";
import { JobProgress } from "@/components/jobs/job-progress";
import type { JobView } from "@/lib/jobs/job-view";

/** One line at the foot of every page while jobs are active. Its spacer keeps the end of the page clear of it. */
export function ActiveBanner({ jobs }: { jobs: readonly JobView[] }) {
  const job = jobs[0];
  if (!job) return null;
  return (
    <>
      <div aria-hidden className="h-24 print:hidden" />
      <aside
        aria-label="Jobs under way"
        className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex justify-center p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:pb-5 print:hidden"
      >
        <Link
          href={jobs.length === 1 ? `/jobs/${job.id}` : "/jobs"}
          className="pointer-events-auto flex h-12 w-full max-w-160 items-center gap-3.5 rounded-sheet border bg-raised px-4 text-sm shadow-lift transition-colors hover:border-faint"
        >
          <span
            aria-hidden
            className="size-4 shrink-0 animate-[spin_2.4s_linear_infinite] rounded-full border-2 border-line border-t-safelight"
          />
          {jobs.length === 1 ? <One job={job} /> : <Several jobs={jobs} />}
        </Link>
      </aside>
    </>
  );
}

function One({ job }: { job: JobView }) {
  return (
    <>
      <span className="flex max-w-[62%] min-w-0 gap-1.5">
        <span className="truncate font-medium">{job.title}</span>
        <span className="shrink-0 text-soft">{badgeOf(job).word.toLowerCase()}</span>
      </span>
      <JobProgress job={job} thin className="min-w-8 flex-1">
        {(percent) => <span className="w-9 shrink-0 text-right text-soft">{percent}%</span>}
      </JobProgress>
    </>
  );
}

function Several({ jobs }: { jobs: readonly JobView[] }) {
  const mean = jobs.reduce((sum, job) => sum + job.progress, 0) / jobs.length;
  return (
    <>
      <span className="font-medium">{jobs.length} jobs under way</span>
      <span className="ml-auto text-soft">{Math.floor(mean)}% on average</span>
    </>
  );
}
