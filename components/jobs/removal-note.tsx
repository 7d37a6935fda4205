"use client";
import { removalWords } from "@/components/copy/removal";
import { Note } from "@/components/ui/note";
import { useNow } from "@/hooks/use-now";
import type { JobView } from "@/lib/jobs/job-view";

/** Says that a job will be removed, from a week before on. Nothing until then. */
export function RemovalNote({ job, isShort = false }: { job: JobView; isShort?: boolean }) {
  const now = useNow(60_000);
  const words = now === null ? null : removalWords(job.removedAt, now);
  if (words === null) return null;
  if (isShort) return <p className="text-sm text-safelight-ink">Removed {words}, with its files.</p>;
  return (
    <Note tone="warm">This job is removed {words}, with its files. Download what you want to keep.</Note>
  );
}
