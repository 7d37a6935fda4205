"use client";
import { RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { insisting } from "@/components/kinds/insisting";
import { Button } from "@/components/ui/button";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { CheckAnswer } from "./check-answer";
import { CheckButton } from "./check-button";
import { DeleteJob } from "./delete-job";
import { FavouriteButton } from "./favourite-button";
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
  const again = job.status === "failed" || job.status === "canceled";
  const asks = active || job.adoptable === "work";
  const isPage = onDeleted === undefined;
  return (
    <div className="grid gap-2.5">
      {/* Of a failed job the panel above says it. */}
      {job.status === "canceled" && <Found job={job} />}
      <div className="grid grid-cols-2 gap-2.5 empty:hidden sm:max-lg:flex sm:max-lg:flex-wrap">
        {asks && <CheckButton job={job} busy={busy} run={run} />}
        {active && (
          <Question
            about="cancel"
            job={job}
            trigger={<Button disabled={busy !== null}>{busy === "cancel" ? "Canceling" : "Cancel"}</Button>}
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
        {again && !isFinal(job) && <StartNew job={job} size="md" className="col-span-2" />}
      </div>
      <CheckAnswer job={job} asked={asked} problem={problem} asks={asks} />
      <div className="flex flex-wrap items-center justify-between gap-2.5 pl-1">
        {isPage && (job.status === "completed" || job.isFavourite) && <FavouriteButton job={job} />}
        <DeleteJob job={job} onDeleted={onDeleted} isToldByPage={isPage} className="ml-auto" />
      </div>
    </div>
  );
}
