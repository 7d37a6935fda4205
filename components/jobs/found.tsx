import { adoptableSentence } from "@/components/copy/endings";
import type { JobView } from "@/lib/jobs/job-view";

/** What a retry of an ended job would find. Nothing where it starts anew. */
export function Found({ job }: { job: JobView }) {
  const found = adoptableSentence(job);
  return found && <p className="text-[0.9375rem] leading-relaxed text-soft">{found}</p>;
}
