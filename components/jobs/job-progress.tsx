"use client";
import { Progress } from "@/components/ui/progress";
import { shownProgress } from "@/hooks/progress";
import { useElapsed } from "@/hooks/use-elapsed";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** The bar of a job. It glides between answers, and `children` may draw the figure that goes with it. */
export function JobProgress(props: {
  job: JobView;
  thin?: boolean;
  className?: string;
  children?: (percent: number) => React.ReactNode;
}) {
  const { job, thin = false, className, children } = props;
  const elapsedMs = useElapsed(job, !isTerminal(job.status));
  const shown = shownProgress(job, elapsedMs);
  return (
    <>
      <Progress
        value={job.progress}
        shown={shown}
        label={`Progress of ${job.title}`}
        thin={thin}
        {...(className === undefined ? {} : { className })}
      />
      {children?.(Math.floor(shown))}
    </>
  );
}
