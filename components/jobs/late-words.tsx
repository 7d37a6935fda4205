"use client";
import { lateSentence } from "@/components/copy/status";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";

/** Of a job that takes longer than it should: since when, what is done about it, and what one can do. */
export function LateWords({ job }: { job: JobView }) {
  return (
    <>
      Under way since <When at={job.startedAt ?? job.createdAt} as="since" />. {lateSentence(job)} You can
      wait, or cancel and start a new one.
    </>
  );
}
