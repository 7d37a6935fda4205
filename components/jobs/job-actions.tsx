"use client";
import { RotateCcw } from "lucide-react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { cancelSentence } from "./cancel-words";
import { CheckButton } from "./check-button";

/** What a person can do with a job just now. */
export function JobActions({ job }: { job: JobView }) {
  const { run, busy, problem } = useJobActions(job.id);
  const active = job.status === "pending" || job.status === "processing";
  const again = job.status === "failed" || job.status === "canceled";
  if (!active && !again) return null;
  return (
    <div className="grid gap-2.5">
      <div className="grid grid-cols-2 gap-2.5">
        {active && <CheckButton job={job} busy={busy} run={run} />}
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
            className="col-span-2"
            disabled={busy !== null}
            onClick={() => void run("retry")}
          >
            <RotateCcw aria-hidden />
            {busy === "retry" ? "Starting again" : "Retry"}
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className="text-sm text-fail-ink">
          {problem}
        </p>
      )}
    </div>
  );
}
