"use client";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { CheckButton } from "@/components/jobs/check-button";
import { DownloadAll } from "@/components/jobs/download-all";
import { Button } from "@/components/ui/button";
import type { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { cardActs, type FirstAct } from "./card-acts";
import { JobMenu } from "./job-menu";

interface Props {
  job: JobView;
  actions: Pick<ReturnType<typeof useJobActions>, "run" | "busy">;
  /** Shows the job before the page. */
  onShowProgress?: ((job: JobView) => void) | undefined;
}

/** What there is to do with a job: at the foot of its card the one thing that comes first, and the rest behind "More". On a phone all is behind it. */
export function CardActions({ job, actions, onShowProgress }: Props) {
  const { first, rest } = cardActs(job);
  return (
    <div className="flex items-center gap-2 max-sm:absolute max-sm:top-1.5 max-sm:right-1.5 sm:mt-auto">
      {first === "open" ? (
        <Opens />
      ) : (
        <div className="relative z-10 flex flex-wrap gap-2 max-sm:hidden">
          <First job={job} first={first} {...actions} />
          {first === "retry" && job.status === "failed" && rest.includes("check") && (
            <CheckButton job={job} {...actions} size="sm" />
          )}
          {first === "check" && onShowProgress && (
            <Button size="sm" onClick={() => onShowProgress(job)}>
              Show progress
              <span className="sr-only"> of {job.title}</span>
            </Button>
          )}
        </div>
      )}
      <JobMenu job={job} {...actions} onShowProgress={onShowProgress} />
    </div>
  );
}

interface FirstProps extends Pick<ReturnType<typeof useJobActions>, "run" | "busy"> {
  job: JobView;
  first: Exclude<FirstAct, "open">;
}

function First({ job, first, run, busy }: FirstProps) {
  const { id, kind, title } = job;
  switch (first) {
    case "check":
      return <CheckButton job={job} busy={busy} run={run} size="sm" />;
    case "download":
      return <DownloadAll urls={job.resultUrls} title={title} label="Download" look="secondary" size="sm" />;
    case "retry":
      return (
        <Button size="sm" disabled={busy !== null} onClick={() => void run("retry")}>
          <RotateCcw aria-hidden />
          {busy === "retry" ? "Starting again" : "Retry"}
          <span className="sr-only"> {title}</span>
        </Button>
      );
    case "another":
      return (
        <Button asChild size="sm">
          <Link href={`/new/${kind}?like=${id}`} prefetch={false}>
            Start a new one<span className="sr-only"> like {title}</span>
          </Link>
        </Button>
      );
  }
}

/** It lies below the link of the card's title, which reaches all over the card: to press it is to follow that. */
function Opens() {
  return (
    <Button asChild size="sm" className="group-hover:border-faint max-sm:hidden">
      <span aria-hidden>Open</span>
    </Button>
  );
}
