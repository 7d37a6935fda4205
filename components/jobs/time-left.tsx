"use client";
import { leftWords, tookWords } from "@/components/copy/time-left";
import { useAttempts } from "@/hooks/use-attempts";
import { useOnline } from "@/hooks/use-awake";
import { tookInAll } from "@/lib/jobs/attempts";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { useTimeLeft } from "./use-time-left";

/** The large figure of the side panel: time left and how good such forecasts have been, or how long it all took. */
export function TimeLeft({ job }: { job: JobView }) {
  const left = useTimeLeft(job);
  const attempts = useAttempts(job);
  const isOnline = useOnline();
  const { label, figure, note } = isTerminal(job.status)
    ? tookWords(job, tookInAll(job, attempts))
    : leftWords(job, left, isOnline);
  return (
    <div>
      <p className="text-[0.8125rem] text-soft">{label}</p>
      <p className="mt-0.5 font-serif text-4xl tracking-tight">{figure}</p>
      {note && <p className="mt-1.5 text-[0.9375rem] text-soft">{note}</p>}
    </div>
  );
}
