"use client";
import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobProgress } from "./job-progress";
import { SpoiltReasons } from "./spoilt-reasons";
import { useTimeLeft } from "./time-left";

/** Under the sheet: the bar, how much is developed, and when the rest will be. */
export function SheetProgress({ job }: { job: JobView }) {
  const left = useTimeLeft(job);
  const { developed } = wordsOf(job.kind);
  const stopped = job.status === "failed" || job.status === "canceled";
  return (
    <div className="mt-5 grid gap-3 px-1">
      <JobProgress job={job}>
        {(figure) => (
          <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-[0.9375rem] text-soft">
            <span>
              {stopped && "Stopped at "}
              <span className="mr-2 font-medium text-ink">{figure}%</span>
              {developed(job)}
            </span>
            {!isTerminal(job.status) && left && (
              <span>
                usually done in <span className="font-medium text-ink">{left}</span>
              </span>
            )}
          </div>
        )}
      </JobProgress>
      {/* A single frame is spoilt for the reason of the whole job, which is told already. */}
      {job.frames.length > 1 && <SpoiltReasons frames={job.frames} />}
    </div>
  );
}
