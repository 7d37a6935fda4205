"use client";
import { Progress } from "@/components/ui/progress";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";

/**
 * The bar of a job. It glides between answers, and stands in another colour once the job has stopped; `children` draw the figure
 * that goes with it: "41", or "41.3" where it moves slowly.
 */
export function JobProgress(props: {
  job: JobView;
  thin?: boolean;
  className?: string;
  children?: (figure: string) => React.ReactNode;
}) {
  const { job, thin = false, className, children } = props;
  const { percent, figure } = useShownProgress(job);
  return (
    <>
      <Progress
        value={percent}
        isGliding
        label={`Progress of ${job.title}`}
        thin={thin}
        tone={job.status === "failed" ? "fail" : job.status === "canceled" ? "plain" : "active"}
        {...(className === undefined ? {} : { className })}
      />
      {children?.(figure)}
    </>
  );
}
