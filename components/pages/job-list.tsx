"use client";
import { useEffect, useRef } from "react";
import type { Choice } from "@/components/jobs/choose-job";
import { SignedOut } from "@/components/session/signed-out";
import { Trouble } from "@/components/session/trouble";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Note } from "@/components/ui/note";
import { errorSentence, isSignedOut } from "@/hooks/api";
import type { useJobs } from "@/hooks/use-jobs";
import type { JobView } from "@/lib/jobs/job-view";
import { cardGrid } from "./card-grid";
import { JobCard } from "./job-card";
import { JobCardsSkeleton } from "./job-cards-skeleton";

/** Of so few it is seen that they are all. */
const fewest = 6;

interface Props {
  list: ReturnType<typeof useJobs>;
  empty: React.ReactNode;
  /** Leaves out the way to older jobs. */
  onlyFirst?: boolean;
  /** Shows a job that is under way before the page; without it the card has no such button. */
  onShowProgress?: (job: JobView) => void;
  /** How many cards are expected, while none is known. */
  expected?: number;
  /** How the cards lie. */
  grid?: string;
  /** How the job at a place can be chosen, where some can. */
  choiceAt?: (job: JobView, index: number) => Choice;
}

/** Jobs of a list that its caller asks for as cards, newest first, and a way to older ones. Those of the filter before are dimmed, and out of reach. */
export function JobCards({
  list: asked,
  expected = 3,
  grid = cardGrid,
  empty,
  onlyFirst = false,
  onShowProgress,
  choiceAt,
}: Props) {
  const { jobs, isStale, error, refresh, hasMore, isShort, more } = asked;
  const list = useRef<HTMLUListElement>(null);
  const goneOn = useRef(0);
  const shown = jobs?.length ?? 0;
  useEffect(() => {
    if (isStale) goneOn.current = 0;
    if (goneOn.current === 0 || shown <= goneOn.current) return;
    // Whoever asked for older jobs goes on with the first of them, not behind the last.
    list.current?.children[goneOn.current]?.querySelector("a")?.focus();
    goneOn.current = 0;
  }, [shown, isStale]);
  const signedOut = isSignedOut(error);
  if (!jobs && error !== undefined) return <Trouble error={error} onAgain={() => void refresh()} />;
  if (!jobs) return <JobCardsSkeleton cards={expected} />;
  if (jobs.length === 0 && !isStale) return empty;
  const trouble = error !== undefined && !signedOut;
  const loading = isShort && error === undefined;
  const showOlder = () => {
    if (loading) return;
    goneOn.current = shown;
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
      <div className={cn("@container", isStale && "opacity-50")} aria-busy={isStale} inert={isStale}>
        <ul ref={list} className={grid}>
          {jobs.map((job, index) => (
            <li key={job.id} className="min-w-0">
              <JobCard job={job} onShowProgress={onShowProgress} choice={choiceAt?.(job, index)} />
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
      {!hasMore && !onlyFirst && shown > fewest && (
        <p className="mt-8 text-center text-sm text-soft">No older jobs.</p>
      )}
    </>
  );
}
