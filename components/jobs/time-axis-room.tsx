"use client";
import { useMemo, useState, type ReactNode } from "react";
import { sayerOf } from "@/components/copy/steps";
import { isLate } from "@/components/copy/status";
import { pointedSentence, spanName, type Pointed } from "@/components/copy/time-axis";
import { clock, lasted } from "@/components/ui/figures";
import { useJobEvents } from "@/hooks/use-job-events";
import { useServerNow } from "@/hooks/use-server-now";
import { attemptsOf, tookOne, type Attempt } from "@/lib/jobs/attempts";
import type { JobView } from "@/lib/jobs/job-view";
import { asSteps, timeAxis, type TimeAxis } from "@/lib/jobs/time-axis";
import { TimeAxisRow } from "./time-axis-row";

interface Props {
  job: JobView;
  /** What stands there until the ledger is here. */
  latent: ReactNode;
}

/** Where the time of a job went, by its ledger. Nobody has asked for it, so that nobody is told that it cannot be had just now. */
export function TimeAxisRoom({ job, latent }: Props) {
  const { events } = useJobEvents(job, true);
  const attempts = useMemo(() => events && attemptsOf(events), [events]);
  return attempts?.length ? <Axis job={job} attempts={attempts} /> : latent;
}

/** A row for each attempt, all to one scale, and under them what is said of the stretch that is pointed at. */
function Axis({ job, attempts }: { job: JobView; attempts: readonly Attempt[] }) {
  const now = useServerNow(job);
  const axis = timeAxis(attempts, now);
  const rows = axis.rows.map((row) => (row.attempt.number === job.attempt ? asSteps(row, job) : row));
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const stages = stagesOf(axis);
  const say = sayerOf(job);
  return (
    <figure aria-label="Time axis" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Scale axis={axis} isByClock={say !== lasted} />
      <ol className="grid gap-5">
        {rows.map((row) => (
          <TimeAxisRow
            key={row.attempt.number}
            row={row}
            axis={axis}
            stages={stages}
            say={say}
            tookMs={tookOne(row.attempt, job, now)}
            isLate={isLate(job)}
            pointed={pointed}
            onPoint={setPointed}
          />
        ))}
      </ol>
      <figcaption className="min-h-10 text-sm text-soft sm:min-h-5">
        {(pointed && pointedSentence(rows, pointed)) ??
          "What is striped was spent waiting, which is not counted in what it took."}
      </figcaption>
    </figure>
  );
}

/** Every stage that any attempt was in, in their order: each looks alike in all of them. */
function stagesOf({ rows }: TimeAxis): string[] {
  const stages = rows.flatMap(({ spans }) => spans.filter(({ doing }) => doing === "stage"));
  return [...new Set(stages.map(spanName))];
}

function Scale({ axis: { ticksMs, scaleMs }, isByClock }: { axis: TimeAxis; isByClock: boolean }) {
  return (
    <div aria-hidden className="relative h-4 font-mono text-[0.6875rem] text-soft">
      {ticksMs.map((ms) => {
        const share = ms / scaleMs;
        // At the very end there is no room for what it says.
        if (share > 0.94) return null;
        return (
          <span
            key={ms}
            className={ms === 0 ? "absolute" : "absolute -translate-x-1/2 whitespace-nowrap"}
            style={{ left: `${100 * share}%` }}
          >
            {isByClock ? clock(ms) : `${ms / 1_000} s`}
          </span>
        );
      })}
    </div>
  );
}
