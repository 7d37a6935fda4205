"use client";
import { queuePlace } from "@/components/copy/status";
import { wordsOf } from "@/components/kinds/words";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { capitalised } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobProgress } from "./job-progress";
import { SpoiltReasons } from "./spoilt-reasons";

/**
 * Under the sheet: the bar, and how much is developed. When the rest will be, the page says once, beside its steps. Where nothing is
 * done and nothing moves there is no figure to tell, and of what stands in line, or has ended with a part of it there, no bar.
 */
export function SheetProgress({ job }: { job: JobView }) {
  const { developed, kept } = wordsOf(job.kind);
  const stopped = isTerminal(job.status);
  // What is kept, the sheet itself says beside what can be done with it.
  if (stopped && (kept?.(job).done ?? 0) > 0) return null;
  // A sheet that nothing came of says so itself; kinds with details have more on theirs.
  const isTold = stopped && hasNothing(job) && job.details === null;
  if (isTold && (job.progress < 1 || job.status === "canceled")) return null;
  const line = job.progress < 1 ? queuePlace(job) : null;
  return (
    <div className="mt-5 grid gap-3 px-1">
      {line !== null ? (
        <p className="text-[0.9375rem] text-soft">{capitalised(line.place)} in line</p>
      ) : stopped && !isTold ? (
        <p className="text-[0.9375rem] text-soft">{developed(job)}</p>
      ) : (
        <JobProgress job={job}>
          {(figure, isKnown, isRough) => (
            <p className="flex flex-wrap justify-between gap-x-5 text-[0.9375rem] text-soft">
              {isKnown && (figure !== "0" || job.glide !== null) && (
                <span>
                  {stopped && "Stopped at "}
                  <span className="font-medium text-ink">
                    {isRough && "About "}
                    {figure}%
                  </span>
                  {!stopped && " of the whole job"}
                </span>
              )}
              {!stopped && <span>{developed(job)}</span>}
            </p>
          )}
        </JobProgress>
      )}
      {/* A single frame is spoilt for the reason of the whole job, which is told already. */}
      {job.frames.length > 1 && <SpoiltReasons frames={job.frames} />}
    </div>
  );
}
