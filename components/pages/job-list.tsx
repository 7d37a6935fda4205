"use client";
import { useEffect, useRef } from "react";
import { SignedOut } from "@/components/session/signed-out";
import { Trouble } from "@/components/session/trouble";
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

/** Jobs as cards, newest first, and a way to older ones. */
export function JobList({ filter, initial, empty, onlyFirst = false, onShowProgress }: Props) {
  const { jobs, error, refresh, hasMore, isShort, more } = useJobs(filter, initial);
  const list = useRef<HTMLUListElement>(null);
  const asked = useRef(0);
  const shown = jobs?.length ?? 0;
  useEffect(() => {
    if (asked.current === 0 || shown <= asked.current) return;
    // Whoever asked for older jobs goes on with the first of them, not behind the last.
    list.current?.children[asked.current]?.querySelector("a")?.focus();
    asked.current = 0;
  }, [shown]);
  const signedOut = isSignedOut(error);
  if (!jobs && error !== undefined) return <Trouble error={error} onAgain={() => void refresh()} />;
  if (!jobs) return <JobCardsSkeleton cards={Math.min(3, filter.limit ?? 3)} />;
  if (jobs.length === 0) return empty;
  const trouble = error !== undefined && !signedOut;
  const loading = isShort && error === undefined;
  const showOlder = () => {
    if (loading) return;
    asked.current = shown;
    more();
  };
  return (
    <>
      {signedOut && (
        <div className="mb-4">
          <SignedOut />
        </div>
      )}
      {trouble && !isShort && (
        <Note tone="warm" className="mb-4">
          {errorSentence(error)} This is what we knew; it catches up by itself.
        </Note>
      )}
      <div className="@container">
        <ul ref={list} className="grid gap-4 @xl:grid-cols-2 @4xl:grid-cols-3">
          {jobs.map((job) => (
            <li key={job.id} className="min-w-0">
              <JobCard job={job} onShowProgress={onShowProgress} />
            </li>
          ))}
        </ul>
      </div>
      {hasMore && !onlyFirst && (
        <div className="mt-10 grid justify-items-center gap-4">
          {trouble && isShort && (
            <Note tone="warm" role="alert">
              {errorSentence(error)} Older jobs are not shown yet.
            </Note>
          )}
          <Button aria-disabled={loading} onClick={showOlder}>
            {loading ? "Looking for older jobs" : "Show older jobs"}
          </Button>
        </div>
      )}
    </>
  );
}
