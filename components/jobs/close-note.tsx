"use client";
import { wordsOf } from "@/components/kinds/words";
import { Note } from "@/components/ui/note";
import { useOnline } from "@/hooks/use-awake";
import type { JobView } from "@/lib/jobs/job-view";

/** That nobody need wait for a job that is under way. Nothing where there is no line: then another note says what goes on. */
export function CloseNote({ job }: { job: JobView }) {
  if (!useOnline()) return null;
  return (
    <Note className="px-5 sm:px-6">
      You can close this page. We keep watching, and {wordsOf(job.kind).awaited} will be here when you come
      back.
    </Note>
  );
}
