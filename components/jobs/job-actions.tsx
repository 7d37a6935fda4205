"use client";
import { RotateCcw } from "lucide-react";
import { adoptableSentence, cancelSentence } from "@/components/copy/endings";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { CheckAnswer } from "./check-answer";
import { CheckButton } from "./check-button";
import { DeleteJob } from "./delete-job";

interface Props {
  job: JobView;
  /** It was deleted here. */
  onDeleted?: () => void;
}

/** What a person can do with a job just now. */
export function JobActions({ job, onDeleted }: Props) {
  const { run, busy, problem, asked } = useJobActions(job);
  const active = job.status === "pending" || job.status === "processing";
  const again = job.status === "failed" || job.status === "canceled";
  const asks = active || job.adoptable === "work";
  // Of a failed job the panel above says it.
  const found = job.status === "canceled" ? adoptableSentence(job) : null;
  return (
    <div className="grid gap-2.5">
      {found && <Note>{found}</Note>}
      <div className="grid grid-cols-2 gap-2.5 empty:hidden">
        {asks && <CheckButton job={job} busy={busy} run={run} />}
        {active && (
          <AlertDialog
            trigger={<Button disabled={busy !== null}>{busy === "cancel" ? "Canceling" : "Cancel"}</Button>}
            title="Cancel this job?"
            text={cancelSentence(job)}
            keep="Keep it going"
            confirm="Cancel the job"
            onConfirm={() => void run("cancel")}
          />
        )}
        {again && (
          <Button
            look={job.error?.retryable === false ? "secondary" : "primary"}
            className={asks ? "order-first" : "col-span-2"}
            disabled={busy !== null}
            onClick={() => void run("retry")}
          >
            <RotateCcw aria-hidden />
            {busy === "retry" ? "Starting again" : "Retry"}
          </Button>
        )}
      </div>
      <CheckAnswer job={job} asked={asked} problem={problem} />
      <DeleteJob job={job} onDeleted={onDeleted} className="justify-self-start" />
    </div>
  );
}
