"use client";
import { Progress } from "@/components/ui/progress";
import { isGlowing } from "@/components/sheet/sheet-frame";
import { useShownProgress } from "@/hooks/progress";
import { isPastForeseen } from "@/lib/jobs/glide";
import type { JobView } from "@/lib/jobs/job-view";

/**
 * The bar of a job. It glides between answers, and stands in another colour once the job has stopped; `children` draw the figure
 * that goes with it: "41", or "41.3" where it moves slowly, and are told whether anything is known of it, and whether that is rough:
 * where the step takes so long that the time left grows.
 */
export function JobProgress(props: {
  job: JobView;
  thin?: boolean;
  className?: string;
  children?: (figure: string, isKnown: boolean, isRough: boolean) => React.ReactNode;
}) {
  const { job, thin = false, className, children } = props;
  const { percent, figure } = useShownProgress(job);
  const isKnown = !isGlowing(job, percent);
  const isRough = isPastForeseen(job.glide);
  return (
    <>
      <Progress
        value={isKnown ? percent : null}
        isGliding
        label={`Progress of ${job.title}`}
        thin={thin}
        tone={job.status === "failed" ? "fail" : job.status === "canceled" ? "plain" : "active"}
        {...(className === undefined ? {} : { className })}
      />
      {children?.(isRough ? `${Math.floor(percent)}` : figure, isKnown, isRough)}
    </>
  );
}
