"use client";
import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobProgress } from "./job-progress";
import { SpoiltReasons } from "./spoilt-reasons";

/**
 * Under the sheet: the bar, and how much is developed. When the rest will be, the page says once, beside its steps. Where nothing is
 * done and nothing moves there is no figure to tell, and of what is over no bar.
 */
export function SheetProgress({ job }: { job: JobView }) {
  const developed = wordsOf(job.kind).developed(job);
  const isOver = isTerminal(job.status);
  return (
    <div className="mt-5 grid gap-3 px-1">
      {isOver && job.progress === 0 ? (
        <p className="text-[0.9375rem] text-soft">{developed}</p>
      ) : (
        <JobProgress job={job}>
          {(figure) => (
            <p className="text-[0.9375rem] text-soft">
              {isOver && "Stopped at "}
              {(figure !== "0" || job.glide !== null) && (
                <span className="mr-2 font-medium text-ink">{figure}%</span>
              )}
              {developed}
            </p>
          )}
        </JobProgress>
      )}
      {/* A single frame is spoilt for the reason of the whole job, which is told already. */}
      {job.frames.length > 1 && <SpoiltReasons frames={job.frames} />}
    </div>
  );
}
