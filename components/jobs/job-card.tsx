"use client";
import Link from "next/link";
import { faceOf } from "@/components/kinds/registry";
import { MiniStrip } from "@/components/sheet/mini-strip";
import { When } from "@/components/ui/when";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { CheckButton } from "./check-button";
import { JobProgress } from "./job-progress";
import { StatusBadge } from "./status-badge";
import { useTimeLeft } from "./time-left";

/** A job in a list: the same film, small, and what one would ask about it. */
export function JobCard({ job }: { job: JobView }) {
  const face = faceOf(job.kind);
  return (
    <article className="group relative grid h-full grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-card border bg-tray p-4 transition-colors hover:border-faint sm:p-5">
      <MiniStrip sheet={face.sheet(job)} />
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="truncate font-serif text-[1.625rem] leading-tight">
            <Link href={`/jobs/${job.id}`} className="after:absolute after:inset-0 after:rounded-card">
              {job.title}
            </Link>
          </h3>
          <p className="mt-1 truncate text-sm text-soft">
            {face.name} · <When at={job.createdAt} as="ago" />
          </p>
        </div>
        <StatusBadge job={job} />
      </div>
      {isTerminal(job.status) ? <Ended job={job} /> : <UnderWay job={job} />}
    </article>
  );
}

function Ended({ job }: { job: JobView }) {
  const line = job.status === "completed" ? faceOf(job.kind).developed(job) : job.error?.message;
  return <p className="line-clamp-2 text-sm text-soft">{line ?? "Stopped before it was done."}</p>;
}

function UnderWay({ job }: { job: JobView }) {
  const { run, busy, problem } = useJobActions(job.id);
  const left = useTimeLeft(job);
  return (
    <div className="grid gap-2.5">
      <JobProgress job={job} thin>
        {(percent) => (
          <div className="flex min-h-9 items-center justify-between gap-3 text-sm text-soft">
            <span>
              <span className="font-medium text-ink">{percent}%</span>{" "}
              {job.overdue ? "later than usual" : (left ?? "")}
            </span>
            <span className="relative z-10">
              <CheckButton job={job} busy={busy} run={run} size="sm" />
            </span>
          </div>
        )}
      </JobProgress>
      {problem && (
        <p role="alert" className="text-sm text-fail-ink">
          {problem}
        </p>
      )}
    </div>
  );
}
