"use client";
import { Progress } from "@/components/ui/progress";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";

/** The bar of a job. It glides between answers, stands in another colour once the job has stopped, and `children` may draw the figure that goes with it. */
export function JobProgress(props: {
  job: JobView;
  thin?: boolean;
  className?: string;
  children?: (percent: number) => React.ReactNode;
}) {
  const { job, thin = false, className, children } = props;
  const shown = useShownProgress(job);
  return (
    <>
      <Progress
        value={job.progress}
        shown={shown}
        label={`Progress of ${job.title}`}
        thin={thin}
        tone={job.status === "failed" ? "fail" : job.status === "canceled" ? "plain" : "active"}
        {...(className === undefined ? {} : { className })}
      />
      {children?.(Math.floor(shown))}
    </>
  );
}
