"use client";
import { adoptableSentence, reasonSentence } from "@/components/copy/endings";
import { CheckAnswer } from "@/components/jobs/check-answer";
import { CheckButton } from "@/components/jobs/check-button";
import { RemovalNote } from "@/components/jobs/removal-note";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";

/** The lower part of a card whose job is over: how it ended, and what a retry would find. */
export function JobCardEnded({ job }: { job: JobView }) {
  const reason = job.error === null ? null : reasonSentence(job.error, job);
  const line = job.status === "completed" ? wordsOf(job.kind).developed(job) : reason;
  const found = job.adoptable === "result" ? adoptableSentence(job) : null;
  return (
    <div className="grid gap-2.5">
      {(line || !found) && (
        <p className="line-clamp-2 text-sm text-soft">{line ?? "Stopped before it was done."}</p>
      )}
      {found && <p className="text-sm text-soft">{found}</p>}
      <RemovalNote job={job} isShort />
      <CheckOnce job={job} />
    </div>
  );
}

/** Reads the record anew. What may still be under way is asked for, and its result kept for a retry. */
function CheckOnce({ job }: { job: JobView }) {
  const { run, busy, problem, asked } = useJobActions(job);
  return (
    <>
      <div className={cn("relative z-10 w-fit", job.adoptable !== "work" && "-ml-3")}>
        <CheckButton
          job={job}
          busy={busy}
          run={run}
          size="sm"
          look={job.adoptable === "work" ? "secondary" : "quiet"}
        />
      </div>
      <CheckAnswer job={job} asked={asked} problem={problem} />
    </>
  );
}
