"use client";
import { useMemo, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { OnItsWay } from "@/components/ui/late-fold";
import { errorSentence } from "@/hooks/api";
import { useJobEvents } from "@/hooks/use-job-events";
import { attemptsOf, type Attempt } from "@/lib/jobs/attempts";
import type { JobEventView, JobView } from "@/lib/jobs/job-view";

interface Props {
  job: JobView;
  children: (attempts: readonly Attempt[], events: readonly JobEventView[]) => ReactNode;
}

/** What is made of a job's ledger, once that is here; until then, that it is on its way, or why it is not. */
export function WithAttempts({ job, children }: Props) {
  const { events, error, refresh } = useJobEvents(job, true);
  const attempts = useMemo(() => events && attemptsOf(events), [events]);
  if (events && attempts) {
    if (events.length > 0) return children(attempts, events);
    return <p className="text-[0.9375rem] text-soft">Nothing has happened yet.</p>;
  }
  if (error === undefined) return <OnItsWay />;
  return (
    <div role="alert" className="grid justify-items-start gap-3 text-[0.9375rem]">
      {errorSentence(error)}
      <Button size="sm" onClick={() => void refresh()}>
        Try again
      </Button>
    </div>
  );
}
