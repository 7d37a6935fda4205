"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { badgeOf } from "@/components/copy/status";
import { JobProgress } from "@/components/jobs/job-progress";
import { useShownMean } from "@/hooks/progress";
import { pageOf, wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";

/** One line at the foot of every page while jobs are active. */
export function ActiveBanner({ jobs }: { jobs: readonly JobView[] }) {
  const job = jobs[0];
  if (!job) return null;
  return (
    <Foot>
      <Link href={jobs.length === 1 ? pageOf(job) : "/jobs"} className={`${line} hover:border-faint`}>
        <Spinner />
        {jobs.length === 1 ? (
          <One job={job} what={badgeOf(job).word.toLowerCase()} />
        ) : (
          <Several jobs={jobs} />
        )}
      </Link>
    </Foot>
  );
}

/** The same on a job's own page, for a kind that wants it there: how far it is, and what is done just now. */
export function OwnBanner({ job, others }: { job: JobView; others: number }) {
  return (
    <Foot>
      <div className={line}>
        <Spinner />
        <One job={job} what={null} />
        {others > 0 && (
          <Link href="/jobs" className="shrink-0 text-soft underline underline-offset-4 hover:text-ink">
            {others} more
          </Link>
        )}
      </div>
    </Foot>
  );
}

const line =
  "pointer-events-auto flex h-12 w-full max-w-160 items-center gap-3.5 rounded-sheet border bg-raised px-4 text-sm shadow-lift transition-colors";

/** Its spacer keeps the end of the page clear of it. */
function Foot({ children }: { children: ReactNode }) {
  return (
    <>
      <div aria-hidden className="h-24 print:hidden" />
      <aside
        aria-label="Jobs under way"
        className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex justify-center p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:pb-5 print:hidden"
      >
        {children}
      </aside>
    </>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden
      className="size-4 shrink-0 animate-[spin_2.4s_linear_infinite] rounded-full border-2 border-line border-t-safelight"
    />
  );
}

/** A job by its name and its state; on its own page, where it needs no name, by what its kind says. */
function One({ job, what }: { job: JobView; what: string | null }) {
  return (
    <>
      <span className="flex max-w-[62%] min-w-0 gap-1.5">
        <span className="truncate font-medium">
          {what === null ? (wordsOf(job.kind).banner?.(job) ?? job.stageLabel) : job.title}
        </span>
        {what !== null && <span className="shrink-0 text-soft">{what}</span>}
      </span>
      <JobProgress job={job} thin className="min-w-8 flex-1">
        {(figure) => <span className="w-12 shrink-0 text-right text-soft">{figure}%</span>}
      </JobProgress>
    </>
  );
}

function Several({ jobs }: { jobs: readonly JobView[] }) {
  const mean = useShownMean(jobs);
  return (
    <>
      <span className="font-medium">{jobs.length} jobs under way</span>
      <span className="ml-auto text-soft">{mean}% on average</span>
    </>
  );
}
