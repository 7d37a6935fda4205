"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { underWay } from "@/components/copy/under-way";
import { JobProgress } from "@/components/jobs/job-progress";
import { pageOf, wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";

/** At the lower right of every page that does not list them, while jobs are active: `others` than the one that the page is about. */
export function ActiveBanner({ jobs, others }: { jobs: readonly JobView[]; others: boolean }) {
  const job = jobs[0];
  if (!job) return null;
  const { name, rest } = underWay(jobs, others);
  return (
    <Foot>
      <Link href={jobs.length === 1 ? pageOf(job) : "/jobs"} className={`${pill} hover:border-faint`}>
        <Spinner />
        {name !== null && <span className="truncate font-medium">{name}</span>}
        <span className={name === null ? "font-medium" : "shrink-0 text-soft"}>{rest}</span>
      </Link>
    </Foot>
  );
}

/** The same on a job's own page, for a kind that wants it there: how far it is, and what is done just now. */
export function OwnBanner({ job, others }: { job: JobView; others: number }) {
  return (
    <Foot>
      <div className={pill}>
        <Spinner />
        <span className="truncate font-medium">{wordsOf(job.kind).banner?.(job) ?? job.stageLabel}</span>
        <JobProgress job={job} thin className="max-w-12 shrink-0 max-sm:hidden">
          {(figure) => <span className="shrink-0 text-soft">{figure}%</span>}
        </JobProgress>
        {others > 0 && (
          <Link href="/jobs" className="shrink-0 text-soft underline underline-offset-4 hover:text-ink">
            {others} more
          </Link>
        )}
      </div>
    </Foot>
  );
}

const pill =
  "pointer-events-auto flex h-11 max-w-full items-center gap-2.5 rounded-full border bg-raised px-4 text-sm shadow-lift transition-colors sm:max-w-96";

/** Its spacer keeps the end of the page clear of it. */
function Foot({ children }: { children: ReactNode }) {
  return (
    <>
      <div aria-hidden className="h-12 print:hidden" />
      <aside
        aria-label="Jobs under way"
        className="pointer-events-none fixed right-0 bottom-0 z-30 flex max-w-full justify-end p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:p-5 print:hidden"
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
      className="size-3.5 shrink-0 animate-[spin_2.4s_linear_infinite] rounded-full border-2 border-line border-t-safelight"
    />
  );
}
