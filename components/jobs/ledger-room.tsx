"use client";
import { Search } from "lucide-react";
import { useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { attemptWords } from "@/components/copy/attempts";
import { ledgerGroups, ledgerJson, linesSentence } from "@/components/copy/ledger";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { OnItsWay } from "@/components/ui/late-fold";
import { When } from "@/components/ui/when";
import { errorSentence } from "@/hooks/api";
import { useJobEvents } from "@/hooks/use-job-events";
import { attemptsOf, type Attempt } from "@/lib/jobs/attempts";
import type { JobEventView, JobView } from "@/lib/jobs/job-view";
import { AskedLine } from "./asked-line";
import { CopyButton } from "./copy-button";

/** Every row of the record, who brought it, and how often providers were asked. */
export function LedgerRoom({ job }: { job: JobView }) {
  return (
    <>
      <Lines job={job} />
      <div className="mt-5">
        <AskedLine job={job} />
      </div>
    </>
  );
}

/** What is written in it, once that is here; until then, that it is on its way, or why it is not. */
function Lines({ job }: { job: JobView }) {
  const { events, error, refresh } = useJobEvents(job, true);
  const attempts = useMemo(() => events && attemptsOf(events), [events]);
  if (events && attempts) {
    if (events.length > 0) return <Rows job={job} attempts={attempts} events={events} />;
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

interface RowsProps {
  job: JobView;
  attempts: readonly Attempt[];
  events: readonly JobEventView[];
}

/** The rows that have what is typed, newest first, by attempts where there are several. */
function Rows({ job, attempts, events }: RowsProps) {
  const [typed, setTyped] = useState("");
  const groups = ledgerGroups(job, attempts, useDeferredValue(typed));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2.5 max-sm:*:w-full max-sm:[&_button]:grow">
        <div className="relative min-w-0 flex-1 basis-52">
          <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-soft" />
          <Input
            type="search"
            aria-label="Search these lines"
            placeholder="Search these lines"
            autoComplete="off"
            maxLength={200}
            value={typed}
            className="h-9 pl-9"
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <CopyButton what="as JSON" text={() => ledgerJson(events)} />
      </div>
      <output aria-live={typed === "" ? "off" : "polite"} className="text-[0.8125rem] text-soft">
        {linesSentence(groups, events.length)}
      </output>
      {groups.map(({ attempt, lines }) => (
        <Group key={attempt.number} attempt={attempt} isOne={attempts.length === 1}>
          {lines.map(({ event, sentence, who }) => (
            <li
              key={event.id}
              className="grid grid-cols-[auto_1fr] gap-x-4 sm:grid-cols-[4.5rem_11.5rem_1fr] sm:gap-x-5"
            >
              <span className="font-mono text-[0.8125rem] text-soft">
                <When at={event.createdAt} as="time" />
              </span>
              <span title={event.source} className="wrap-anywhere font-medium text-soft">
                {who}
              </span>
              <span className="col-span-2 wrap-anywhere sm:col-span-1">{sentence}</span>
            </li>
          ))}
        </Group>
      ))}
    </div>
  );
}

/** The rows of an attempt, under its name where there are others. */
function Group({ attempt, isOne, children }: { attempt: Attempt; isOne: boolean; children: ReactNode }) {
  const name = `attempt-${attempt.number}-lines`;
  const list = <ul className="grid gap-2.5 text-sm leading-snug">{children}</ul>;
  if (isOne) return list;
  return (
    <section aria-labelledby={name} className="grid gap-2.5">
      <h3 id={name} className="border-b pb-1.5 text-[0.8125rem] font-medium">
        Attempt {attempt.number} <span className="font-normal text-soft">{attemptWords[attempt.status]}</span>
      </h3>
      {list}
    </section>
  );
}
