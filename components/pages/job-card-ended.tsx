"use client";
import dynamic from "next/dynamic";
import { RemovalNote } from "@/components/jobs/removal-note";
import { insisting, nothing } from "@/components/kinds/insisting";
import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";

// Most jobs are done.
const WhyEnded = dynamic(
  insisting(async () => (await import("./why-ended")).WhyEnded),
  { loading: nothing },
);

/** What a card says of a job that is over: how it ended, and what a retry would find. */
export function JobCardEnded({ job }: { job: JobView }) {
  return (
    <>
      <div className="grid gap-1.5 max-sm:[&>p]:text-[0.8125rem]">
        {job.status === "completed" ? (
          <p className="line-clamp-2">{wordsOf(job.kind).developed(job)}</p>
        ) : (
          <WhyEnded job={job} />
        )}
      </div>
      <RemovalNote job={job} isShort />
    </>
  );
}
