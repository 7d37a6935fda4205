"use client";
import { lateSentence } from "@/components/copy/status";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";

/** Of a job that takes longer than it should: since when, and what is done about it. What one can do is in the buttons. */
export function LateWords({ job }: { job: JobView }) {
  return (
    <>
      Under way since <When at={job.startedAt ?? job.createdAt} as="since" />, longer than it should be.{" "}
      {lateSentence(job)}
    </>
  );
}
