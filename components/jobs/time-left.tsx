"use client";
import { accuracySentence, isLate } from "@/components/copy/status";
import { clock } from "@/components/ui/figures";
import { useAttempts } from "@/hooks/use-attempts";
import { tookTogether } from "@/lib/jobs/attempts";
import type { JobView } from "@/lib/jobs/job-view";
import { useTimeLeft } from "./use-time-left";

/** The large figure of the side panel: time left and how good such forecasts have been, or how long it all took. */
export function TimeLeft({ job }: { job: JobView }) {
  const left = useTimeLeft(job);
  const { label, figure, note } = figureOf(job, left, useTook(job));
  return (
    <div>
      <p className="text-[0.8125rem] text-soft">{label}</p>
      <p className="mt-0.5 font-serif text-4xl tracking-tight">{figure}</p>
      {note && <p className="mt-1.5 text-[0.9375rem] text-soft">{note}</p>}
    </div>
  );
}

/** How long an ended job took, all attempts together; `null` until that is known. */
function useTook(job: JobView): string | null {
  const attempts = useAttempts(job);
  if (job.attempt > 1) return attempts && clock(tookTogether(attempts));
  return clock(Date.parse(job.completedAt ?? job.updatedAt) - Date.parse(job.startedAt ?? job.createdAt));
}

function figureOf(
  job: JobView,
  left: string | null,
  took: string | null,
): { label: string; figure: string; note: string | null } {
  const ended = { figure: took ?? "…", note: job.attempt > 1 ? `in ${job.attempt} attempts` : null };
  switch (job.status) {
    case "completed":
      return { label: "Took", ...ended };
    case "failed":
      return { label: "Stopped after", ...ended };
    case "canceled":
      return { label: "Canceled after", ...ended };
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
