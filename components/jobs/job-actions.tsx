"use client";
import { RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { insisting } from "@/components/kinds/insisting";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { CheckAnswer } from "./check-answer";
import { CheckButton } from "./check-button";
import { DeleteJob } from "./delete-job";
import { FavouriteButton } from "./favourite-button";
import { OnlineButton } from "./online-button";
import { Question } from "./question";
import { isFinal, StartNew } from "./start-new";

const Found = dynamic(insisting(async () => (await import("./found")).Found));

interface Props {
  job: JobView;
  /** It was deleted here, in a room of its own. Without it this is the job's page, which says itself that it is deleted. */
  onDeleted?: () => void;
}

/** What a person can do with a job just now: what it asks for in buttons, the rest quietly below. */
export function JobActions({ job, onDeleted }: Props) {
  const { run, busy, problem, asked } = useJobActions(job);
  const active = job.status === "pending" || job.status === "processing";
  const asks = active || job.adoptable === "work";
  const isPage = onDeleted === undefined;
  // On its page, what tells of a failure offers that.
  const again = job.status === "canceled" || (job.status === "failed" && !isPage);
  return (
    <div className="grid gap-2.5">
      {/* Of a failed job the panel above says it. */}
      {job.status === "canceled" && <Found job={job} />}
      <div className="grid grid-cols-2 gap-2.5 empty:hidden *:only:col-span-2 sm:max-lg:flex sm:max-lg:flex-wrap">
        {asks && <CheckButton job={job} busy={busy} run={run} />}
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
      <div className="flex flex-wrap items-center justify-between gap-2.5 pl-1">
        {isPage && (job.status === "completed" || job.isFavourite) && <FavouriteButton job={job} />}
        <DeleteJob job={job} onDeleted={onDeleted} isToldByPage={isPage} className="ml-auto" />
      </div>
    </div>
  );
}
