"use client";
import { useState } from "react";
import { SignedOut } from "@/components/session/signed-out";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { errorSentence, isSignedOut } from "@/hooks/api";
import type { PageOfJobs } from "@/hooks/job-cache";
import { useJobs, type ListFilter } from "@/hooks/use-jobs";
import type { JobView } from "@/lib/jobs/job-view";
import { JobCard } from "./job-card";
import { JobCardsSkeleton } from "./job-cards-skeleton";

interface Props {
  filter: ListFilter;
  initial?: PageOfJobs | undefined;
  empty: React.ReactNode;
  /** Leaves out the way to older jobs. */
  onlyFirst?: boolean;
  /** Shows a job that is under way before the page; without it the card has no such button. */
  onShowProgress?: (job: JobView) => void;
}

/**
 * A page of jobs, and the pages after it. Each page polls for itself, and the next one hangs on its cursor, so
 * that a new job at the top moves the others along without a gap.
 */
export function JobList({ filter, initial, empty, onlyFirst = false, onShowProgress }: Props) {
  const { page, error, refresh } = useJobs(filter, initial);
  const [more, setMore] = useState(false);
  const signedOut = isSignedOut(error);
  if (!page && signedOut) return filter.cursor ? null : <SignedOut />;
  if (!page && error !== undefined) {
    return (
      <Note tone="warm" role="alert" className="grid justify-items-start gap-3">
        {errorSentence(error)}
        <Button size="sm" onClick={() => void refresh()}>
          Try again
        </Button>
      </Note>
    );
  }
  if (!page) return <JobCardsSkeleton cards={Math.min(3, filter.limit ?? 3)} />;
  if (page.items.length === 0) return empty;
  return (
    <>
      {signedOut && !filter.cursor && (
        <div className="mb-4">
          <SignedOut />
        </div>
      )}
      {error !== undefined && !signedOut && (
        <Note tone="warm" className="mb-4">
          We cannot reach Darkroom just now. This is what we knew; it catches up by itself.
        </Note>
      )}
      <div className="@container">
        <ul className="grid gap-4 @xl:grid-cols-2 @4xl:grid-cols-3">
          {page.items.map((job) => (
            <li key={job.id} className="min-w-0">
              <JobCard job={job} onShowProgress={onShowProgress} />
            </li>
          ))}
        </ul>
      </div>
      {page.nextCursor !== null && !onlyFirst && (
        <div className="mt-4">
          {more ? (
            <JobList filter={{ ...filter, cursor: page.nextCursor }} empty={null} />
          ) : (
            <div className="mt-6 grid justify-items-center">
              <Button onClick={() => setMore(true)}>Show older jobs</Button>
            </div>
          )}
        </div>
      )}
    </>
  );
}
