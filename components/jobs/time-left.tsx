"use client";
import { accuracySentence, isLate } from "@/components/copy/status";
import { clock, span } from "@/components/ui/figures";
import { leftOf, useElapsed } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";

/** What is left of the estimate, counted down between answers; `null` where nobody can say. */
export function useTimeLeft(job: JobView): string | null {
  const elapsedMs = useElapsed(job, job.estimate !== null);
  if (!job.estimate || isLate(job)) return null;
  return span(leftOf(job.estimate.lowMs, elapsedMs), leftOf(job.estimate.highMs, elapsedMs));
}

/** The large figure of the side panel: time left and how good such forecasts have been, or how long it all took. */
export function TimeLeft({ job }: { job: JobView }) {
  const left = useTimeLeft(job);
  const { label, figure, note } = figureOf(job, left);
  return (
    <div>
      <p className="text-[0.8125rem] text-soft">{label}</p>
      <p className="mt-0.5 font-serif text-4xl tracking-tight">{figure}</p>
      {note && <p className="mt-1.5 text-[0.9375rem] text-soft">{note}</p>}
    </div>
  );
}

function figureOf(job: JobView, left: string | null): { label: string; figure: string; note: string | null } {
  const tookMs = Date.parse(job.completedAt ?? job.updatedAt) - Date.parse(job.startedAt ?? job.createdAt);
  switch (job.status) {
    case "completed":
      return { label: "Took", figure: clock(tookMs), note: null };
    case "failed":
      return { label: "Stopped after", figure: clock(tookMs), note: null };
    case "canceled":
      return { label: "Canceled after", figure: clock(tookMs), note: null };
    case "pending":
    case "processing": {
      if (isLate(job))
        return { label: "Time left", figure: "overdue", note: "later than usual; we keep asking" };
      if (left === null) {
        const figure = job.queue ? "in line" : job.status === "pending" ? "starting soon" : "not known yet";
        return { label: "Time left", figure, note: null };
      }
      return { label: "Time left", figure: left, note: accuracySentence(job.accuracy) };
    }
  }
}
