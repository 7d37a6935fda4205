import { taggingOf } from "@/hooks/tagging-details";
import type { JobView } from "@/lib/jobs/job-view";

/** What a tagging job has saved, however it ended; nothing while nobody knows what it used, which stands beside. */
export function Cost({ job }: { job: JobView }) {
  const { tokens } = taggingOf(job);
  if (tokens === 0) return null;
  return (
    <p className="text-sm text-soft">Asked for one by one, the same images would have cost twice as much.</p>
  );
}
