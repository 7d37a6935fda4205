"use client";
import { lateSentence } from "@/components/copy/status";
import { Note } from "@/components/ui/note";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";

/** Beside the sheet of a job that takes longer than it should: since when, what is done about it, and what one can do. */
export function LateNote({ job }: { job: JobView }) {
  return (
    <Note tone="warm">
      Under way since <When at={job.startedAt ?? job.createdAt} as="since" />, longer than it should be.{" "}
      {lateSentence(job)}
    </Note>
  );
}
