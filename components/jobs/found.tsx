import { adoptableSentence } from "@/components/copy/endings";
import { Note } from "@/components/ui/note";
import type { JobView } from "@/lib/jobs/job-view";

/** What a retry of an ended job would find. Nothing where it starts anew. */
export function Found({ job }: { job: JobView }) {
  const found = adoptableSentence(job);
  return found && <Note>{found}</Note>;
}
