"use client";
import { ChevronDown } from "lucide-react";
import { eventSentence, sourceWords } from "@/components/copy/events";
import { Button } from "@/components/ui/button";
import { useFold } from "@/components/ui/fold";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import { errorSentence } from "@/hooks/api";
import { useJobEvents } from "@/hooks/use-job-events";
import type { JobEventView, JobView } from "@/lib/jobs/job-view";
import { AskedLine } from "./asked-line";

/** The fold-out for the curious: every row of the record, newest first, and who brought it. */
export function Ledger({ job }: { job: JobView }) {
  const { isOpen, trigger, content } = useFold();
  return (
    <div className="rounded-card border bg-tray">
      <h2>
        <button
          {...trigger}
          className="flex w-full items-center justify-between gap-4 rounded-card px-5 py-5 text-left text-[0.9375rem] font-medium sm:px-6 [&[data-state=open]>svg]:rotate-180"
        >
          What we know, and who told us
          <ChevronDown aria-hidden className="size-4 shrink-0 text-soft transition-transform duration-300" />
        </button>
      </h2>
      <div {...content} className="px-5 pb-6 sm:px-6">
        {isOpen && (
          <>
            <Rows job={job} />
            <div className="mt-5">
              <AskedLine job={job} />
            </div>
          </>
        )}
      </div>
    </div>
  );
}

function Rows({ job }: { job: JobView }) {
  const { events, error, refresh } = useJobEvents(job, true);
  if (!events && error !== undefined) {
    return (
      <div role="alert" className="grid justify-items-start gap-3 text-[0.9375rem]">
        {errorSentence(error)}
        <Button size="sm" onClick={() => void refresh()}>
          Try again
        </Button>
      </div>
    );
  }
  if (!events) {
    return (
      <div className="grid gap-3" aria-busy="true">
        <span className="sr-only">Loading the ledger</span>
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-4/5" />
      </div>
    );
  }
  if (events.length === 0) return <p className="text-[0.9375rem] text-soft">Nothing has happened yet.</p>;
  return (
    <ul className="grid gap-2.5 font-mono text-[0.8125rem] leading-snug sm:gap-2">
      {events.toReversed().map((event) => (
        <Row key={event.id} event={event} job={job} />
      ))}
    </ul>
  );
}

function Row({ event, job }: { event: JobEventView; job: JobView }) {
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-4 sm:grid-cols-[4.5rem_9.5rem_1fr] sm:gap-x-5">
      <span className="text-soft">
        <When at={event.createdAt} as="time" />
      </span>
      <span title={event.source} className="break-words text-safelight-ink">
        {sourceWords(event.source, job.provider)}
      </span>
      <span className="col-span-2 break-words text-soft sm:col-span-1">{eventSentence(event, job.kind)}</span>
    </li>
  );
}
