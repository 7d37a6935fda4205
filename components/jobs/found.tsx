import { adoptableSentence } from "@/components/copy/endings";
import type { JobView } from "@/lib/jobs/job-view";

const anew = "Retry starts it anew with the same input, and is paid for as a new one is.";

/** What a retry of a canceled job would do, and how a new one differs from it. */
export function Found({ job }: { job: JobView }) {
  return (
    <p className="text-[0.9375rem] leading-relaxed text-pretty text-soft">
      {adoptableSentence(job) ?? anew} A new one leaves this job as it is, and you can change its input first.
    </p>
  );
}
