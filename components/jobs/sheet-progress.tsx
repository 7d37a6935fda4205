"use client";
import { queuePlace } from "@/components/copy/status";
import { wordsOf } from "@/components/kinds/words";
import { Progress } from "@/components/ui/progress";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { capitalised } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobProgress } from "./job-progress";
import { SpoiltReasons } from "./spoilt-reasons";

/**
 * Under the sheet: the bar, and how much is developed. When the rest will be, the page says once, beside its steps. Where nothing is
 * done and nothing moves there is no figure to tell, and of what is over, or stands in line, no bar.
 */
export function SheetProgress({ job }: { job: JobView }) {
  const { developed, kept } = wordsOf(job.kind);
  const isOver = isTerminal(job.status);
  const stopped = job.status === "failed" || job.status === "canceled";
  // A sheet that nothing came of says so itself; kinds with details have more on theirs.
  const isTold = stopped && hasNothing(job) && job.details === null;
  if (isTold && job.progress < 1) return null;
  const line = job.progress < 1 ? queuePlace(job) : null;
  const left = stopped ? kept?.(job) : undefined;
  return (
    <div className="mt-5 grid gap-3 px-1">
      {line !== null ? (
        <p className="text-[0.9375rem] text-soft">{capitalised(line.place)} in line</p>
      ) : left && left.done > 0 ? (
        <>
          <Progress tone="plain" value={(100 * left.done) / left.of} label={`Kept of ${job.title}`} />
          <p className="text-[0.9375rem] text-soft">{developed(job)}</p>
        </>
      ) : isOver && job.progress === 0 ? (
        <p className="text-[0.9375rem] text-soft">{developed(job)}</p>
      ) : (
        <JobProgress job={job}>
          {(figure, isKnown) => (
            <p className="text-[0.9375rem] text-soft">
              {stopped && "Stopped at "}
              {isKnown && (figure !== "0" || job.glide !== null) && (
                <span className="mr-2 font-medium text-ink">{figure}%</span>
              )}
              {!isTold && developed(job)}
            </p>
          )}
        </JobProgress>
      )}
      {/* A single frame is spoilt for the reason of the whole job, which is told already. */}
      {job.frames.length > 1 && <SpoiltReasons frames={job.frames} />}
    </div>
  );
}
