"use client";
import { adoptableSentence, reasonSentence } from "@/components/copy/endings";
import { RemovalNote } from "@/components/jobs/removal-note";
import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { EndedActions } from "./ended-actions";

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
      <EndedActions job={job} />
    </div>
  );
}
