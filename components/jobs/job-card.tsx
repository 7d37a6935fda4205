"use client";
import Link from "next/link";
import { faceOf } from "@/components/kinds/registry";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/when";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { adoptableSentence } from "./adoptable-words";
import { CheckButton } from "./check-button";
import { JobProgress } from "./job-progress";
import { queueSentence } from "./queue-words";
import { StatusBadge } from "./status-badge";
import { useTimeLeft } from "./time-left";

interface Props {
  job: JobView;
  /** Shows a job that is under way before the page. */
  onShowProgress?: ((job: JobView) => void) | undefined;
}

/** A job in a list: the same film, small, and what one would ask about it. */
export function JobCard({ job, onShowProgress }: Props) {
  const face = faceOf(job.kind);
  return (
    <article className="group relative grid h-full grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-card border bg-tray p-4 transition-colors hover:border-faint sm:p-5">
      {/* It repeats what the card says, so it stays silent. */}
      <div aria-hidden inert>
        <face.Strip job={job} />
      </div>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="truncate font-serif text-[1.625rem] leading-tight">
            <Link href={`/jobs/${job.id}`} className="after:absolute after:inset-0 after:rounded-card">
              {job.title}
            </Link>
          </h3>
          <p className="mt-1 truncate text-sm text-soft">
            {face.name} · <When at={job.createdAt} as="ago" />
            {job.attempt > 1 && ` · attempt ${job.attempt}`}
          </p>
        </div>
        <StatusBadge job={job} />
      </div>
      {isTerminal(job.status) ? <Ended job={job} /> : <UnderWay job={job} onShowProgress={onShowProgress} />}
    </article>
  );
}

function Ended({ job }: { job: JobView }) {
  const line = job.status === "completed" ? faceOf(job.kind).developed(job) : job.error?.message;
  return (
    <div className="grid gap-2.5">
      <p className="line-clamp-2 text-sm text-soft">{line ?? "Stopped before it was done."}</p>
      {job.adoptable === "result" && <p className="text-sm text-soft">{adoptableSentence(job)}</p>}
      {job.adoptable === "work" && <CheckOnce job={job} />}
    </div>
  );
}

/** Work of an ended job may still be under way: its result, once asked for, is kept for a retry. */
function CheckOnce({ job }: { job: JobView }) {
  const { run, busy, problem } = useJobActions(job.id);
  return (
    <>
      <div className="relative z-10 w-fit">
        <CheckButton job={job} busy={busy} run={run} size="sm" />
      </div>
      {problem && (
        <p role="alert" className="text-sm text-fail-ink">
          {problem}
        </p>
      )}
    </>
  );
}

function UnderWay({ job, onShowProgress }: Props) {
  const { run, busy, problem } = useJobActions(job.id);
  const left = useTimeLeft(job);
  return (
    <div className="grid gap-2.5">
      <JobProgress job={job} thin>
        {(percent) => (
          <p className="text-sm text-soft">
            <span className="font-medium text-ink">{percent}%</span>{" "}
            {queueSentence(job) ?? (job.overdue ? "later than usual" : (job.delay?.message ?? left ?? ""))}
          </p>
        )}
      </JobProgress>
      <div className="relative z-10 flex w-fit flex-wrap gap-2">
        <CheckButton job={job} busy={busy} run={run} size="sm" />
        {onShowProgress && (
          <Button size="sm" onClick={() => onShowProgress(job)}>
            Show progress
            <span className="sr-only"> of {job.title}</span>
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className="text-sm text-fail-ink">
          {problem}
        </p>
      )}
    </div>
  );
}
