import { count } from "@/components/ui/figures";
import { Tooltip } from "@/components/ui/tooltip";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";

/** "Asked 6 times, 41 calls saved. Last asked 2 min ago." */
export function AskedLine({ job }: { job: JobView }) {
  if (job.checks === 0 && job.checksSaved === 0) return null;
  return (
    <p className="text-[0.8125rem] text-soft">
      <Tooltip text="However many pages watch this job, the provider is asked once an interval. Everybody else gets the answer from our record.">
        <button type="button" className="underline decoration-line decoration-dotted underline-offset-4">
          Asked {job.checks === 1 ? "once" : `${job.checks.toLocaleString("en")} times`},{" "}
          {count(job.checksSaved, "call")} saved.
        </button>
      </Tooltip>
      {job.checkedAt && (
        <>
          {" "}
          Last asked <When at={job.checkedAt} as="ago" />.
        </>
      )}
    </p>
  );
}
