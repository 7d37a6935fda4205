"use client";
import { count } from "@/components/ui/figures";
import { Popover } from "@/components/ui/popover";
import { When } from "@/components/ui/when";
import { useIsLive } from "@/hooks/live/phase";
import { useOnline } from "@/hooks/use-awake";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** "Asked 6 times, 41 calls saved. Last asked 2 min ago." */
export function AskedLine({ job }: { job: JobView }) {
  const [isLive, isOnline] = [useIsLive(), useOnline()];
  if (job.checks === 0 && job.checksSaved === 0) return null;
  // While only changes are told, a page does not know when the provider was last asked in vain.
  const isAskedUnseen = isLive && isOnline && !isTerminal(job.status);
  return (
    <p className="text-[0.8125rem] text-soft">
      <Popover
        label="Calls saved"
        trigger={
          <button type="button" className="underline decoration-line decoration-dotted underline-offset-4">
            Asked {job.checks === 1 ? "once" : `${job.checks.toLocaleString("en")} times`},{" "}
            {count(job.checksSaved, "call")} saved.
          </button>
        }
      >
        <p className="text-sm leading-snug">
          However many pages watch this job, the provider is asked once an interval. Everybody else gets the
          answer from our record.
        </p>
      </Popover>
      {isAskedUnseen && " We go on asking by ourselves."}
      {!isAskedUnseen && job.checkedAt && (
        <>
          {" "}
          Last asked <When at={job.checkedAt} as="ago" />.
        </>
      )}
    </p>
  );
}
