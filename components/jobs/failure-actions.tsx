"use client";
import { RotateCcw } from "lucide-react";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { OnlineButton } from "./online-button";
import { isFinal, StartNew } from "./start-new";

/** What can be done about a failure: first what helps, then the other, the less lit where it would most likely end the same way. */
export function FailureActions({ job }: { job: JobView }) {
  const { run, busy, problem } = useJobActions(job);
  const final = isFinal(job);
  return (
    <>
      {final && <StartNew job={job} size="md" look="primary" />}
      <OnlineButton
        look={final ? "secondary" : "primary"}
        disabled={busy !== null}
        onClick={() => void run("retry")}
      >
        <RotateCcw aria-hidden />
        {busy === "retry" ? "Starting again" : "Retry"}
      </OnlineButton>
      {!final && <StartNew job={job} size="md" />}
      {problem && (
        <p role="alert" className="w-full text-sm text-fail-ink">
          {problem}
        </p>
      )}
    </>
  );
}
