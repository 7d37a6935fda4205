"use client";
import { RotateCcw } from "lucide-react";
import { isLate } from "@/components/copy/status";
import { cn } from "@/components/ui/cn";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { CheckAnswer } from "./check-answer";
import { CheckButton } from "./check-button";
import { OnlineButton } from "./online-button";
import { Question } from "./question";
import { isFinal, StartNew } from "./start-new";

interface Props {
  job: JobView;
  /** On its page, what tells of a failure offers another try, and what tells of a cancellation has room for a row. */
  isPage?: boolean;
}

/** What a job asks for just now, in buttons, and what came of the last one pressed. Nothing where it asks for nothing. */
export function JobActs({ job, isPage = false }: Props) {
  const { run, busy, problem, asked } = useJobActions(job);
  const active = job.status === "pending" || job.status === "processing";
  const asks = active || job.adoptable === "work";
  const isCanceled = job.status === "canceled";
  const again = isCanceled || (job.status === "failed" && !isPage);
  return (
    <div className={cn("grid gap-2.5 not-has-[>:not(:empty)]:hidden", isCanceled && isPage && "w-full")}>
      <div
        className={cn(
          "grid grid-cols-2 gap-2.5 empty:hidden *:only:col-span-2",
          isCanceled && isPage ? "sm:flex sm:flex-wrap" : "sm:max-md:flex sm:max-md:flex-wrap",
        )}
      >
        {asks && <CheckButton job={job} busy={busy} run={run} look={isLate(job) ? "primary" : "secondary"} />}
        {active && (
          <Question
            about="cancel"
            job={job}
            trigger={
              <OnlineButton disabled={busy !== null}>
                {busy === "cancel" ? "Canceling" : "Cancel"}
              </OnlineButton>
            }
            onConfirm={() => void run("cancel")}
          />
        )}
        {again && (
          <OnlineButton
            look={job.error?.retryable === false ? "secondary" : "primary"}
            className={asks ? "order-first" : "col-span-2"}
            disabled={busy !== null}
            onClick={() => void run("retry")}
          >
            <RotateCcw aria-hidden />
            {busy === "retry" ? "Starting again" : "Retry"}
          </OnlineButton>
        )}
        {again && !isFinal(job) && <StartNew job={job} size="md" className="col-span-2" />}
      </div>
      <CheckAnswer
        job={job}
        asked={asked}
        problem={problem}
        offline={asks || again ? "These need a connection." : "Deleting needs a connection."}
      />
    </div>
  );
}
