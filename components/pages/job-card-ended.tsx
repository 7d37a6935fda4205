"use client";
import dynamic from "next/dynamic";
import { RemovalNote } from "@/components/jobs/removal-note";
import { insisting } from "@/components/kinds/insisting";
import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { EndedActions } from "./ended-actions";

// Most jobs are done.
const WhyEnded = dynamic(insisting(async () => (await import("./why-ended")).WhyEnded));

/** The lower part of a card whose job is over: how it ended, and what a retry would find. */
export function JobCardEnded({ job }: { job: JobView }) {
  return (
    <div className="grid gap-2.5">
      {job.status === "completed" ? (
        <p className="line-clamp-2 text-sm text-soft">{wordsOf(job.kind).developed(job)}</p>
      ) : (
        <WhyEnded job={job} />
      )}
      <RemovalNote job={job} isShort />
      <EndedActions job={job} />
    </div>
  );
}
