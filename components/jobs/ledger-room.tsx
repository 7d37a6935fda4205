"use client";
import { eventSentence, sourceWords } from "@/components/copy/events";
import { Button } from "@/components/ui/button";
import { OnItsWay } from "@/components/ui/late-fold";
import { When } from "@/components/ui/when";
import { errorSentence } from "@/hooks/api";
import { useJobEvents } from "@/hooks/use-job-events";
import type { JobEventView, JobView } from "@/lib/jobs/job-view";
import { AskedLine } from "./asked-line";

/** Every row of the record, newest first, who brought it, and how often providers were asked. */
export function LedgerRoom({ job }: { job: JobView }) {
  return (
    <>
      <Rows job={job} />
      <div className="mt-5">
        <AskedLine job={job} />
      </div>
    </>
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
  if (!events) return <OnItsWay />;
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
