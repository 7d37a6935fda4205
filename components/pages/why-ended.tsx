import { adoptableSentence, reasonSentence } from "@/components/copy/endings";
import type { JobView } from "@/lib/jobs/job-view";

/** Why a job ended without all that was wanted of it, and what a retry would find, for a card. */
export function WhyEnded({ job }: { job: JobView }) {
  const reason = job.error === null ? null : reasonSentence(job.error, job);
  const found = job.adoptable === "result" ? adoptableSentence(job) : null;
  return (
    <>
      {(reason || !found) && (
        <p className="line-clamp-2 text-sm text-soft">{reason ?? "Stopped before it was done."}</p>
      )}
      {found && <p className="text-sm text-soft">{found}</p>}
    </>
  );
}
