"use client";
import { isLate, queueSentence } from "@/components/copy/status";
import { CheckAnswer } from "@/components/jobs/check-answer";
import { CheckButton } from "@/components/jobs/check-button";
import { DeleteJob } from "@/components/jobs/delete-job";
import { JobProgress } from "@/components/jobs/job-progress";
import { useTimeLeft } from "@/components/jobs/use-time-left";
import { Button } from "@/components/ui/button";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: JobView;
  /** Shows the job before the page. */
  onShowProgress?: ((job: JobView) => void) | undefined;
}

/** The lower part of a card whose job is under way: how far it is, what it waits for, and what can be asked. */
export function JobCardUnderWay({ job, onShowProgress }: Props) {
  const { run, busy, problem, asked } = useJobActions(job);
  const left = useTimeLeft(job);
  return (
    <div className="grid gap-2.5">
      <JobProgress job={job} thin>
        {(figure, isKnown) => (
          <p className="text-sm text-soft">
            {isKnown && <span className="mr-1 font-medium text-ink">{figure}%</span>}
            {queueSentence(job) ?? (isLate(job) ? "later than usual" : (job.delay?.message ?? left ?? ""))}
          </p>
        )}
      </JobProgress>
      <div className="relative z-10 flex w-fit flex-wrap gap-2">
        <CheckButton job={job} busy={busy} run={run} size="sm" />
        {onShowProgress && (
          <Button size="sm" onClick={() => onShowProgress(job)}>
            Show progress
            <span className="sr-only"> of {job.title}</span>
          </Button>
        )}
        <DeleteJob job={job} size="sm" />
      </div>
      <CheckAnswer job={job} asked={asked} problem={problem} />
    </div>
  );
}
