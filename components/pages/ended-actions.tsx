"use client";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { CheckAnswer } from "@/components/jobs/check-answer";
import { CheckButton } from "@/components/jobs/check-button";
import { DeleteJob } from "@/components/jobs/delete-job";
import { DownloadAll } from "@/components/jobs/download-all";
import { Button } from "@/components/ui/button";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { isKindName } from "@/lib/jobs/kind-name";

/**
 * What there is to do with a job that is over: take its results along, try it again, make another like it, delete it. It is
 * asked about only where some of its work may still be under way.
 */
export function EndedActions({ job }: { job: JobView }) {
  const { run, busy, problem, asked } = useJobActions(job);
  const { status, resultUrls, title, adoptable, kind, id } = job;
  const mayHelp = job.error?.retryable !== false || adoptable !== null;
  const isRetried = status !== "completed" && mayHelp;
  return (
    <>
      <div className="relative z-10 flex w-fit flex-wrap gap-2">
        {status === "completed" && (
          <DownloadAll urls={resultUrls} title={title} label="Download" look="secondary" size="sm" />
        )}
        {isRetried && (
          <Button size="sm" disabled={busy !== null} onClick={() => void run("retry")}>
            <RotateCcw aria-hidden />
            {busy === "retry" ? "Starting again" : "Retry"}
            <span className="sr-only"> {title}</span>
          </Button>
        )}
        {isKindName(kind) && (
          <Button asChild size="sm">
            <Link href={`/new/${kind}?like=${id}`} prefetch={false}>
              Another<span className="sr-only"> like {title}</span>
            </Link>
          </Button>
        )}
        {adoptable === "work" && <CheckButton job={job} busy={busy} run={run} size="sm" />}
        <DeleteJob job={job} size="sm" />
      </div>
      <CheckAnswer job={job} asked={asked} problem={problem} />
    </>
  );
}
