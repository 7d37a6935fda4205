import { lengthSayer, type SayLength } from "@/components/ui/figures";
import type { JobView, StageView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { isBegun } from "./asked";
import { isLate } from "./status";

/**
 * The steps of a job as they are drawn: one that ended before any had begun stopped at the first, and what is late because its
 * provider has not begun waits for that.
 */
export function stepsOf(job: JobView): StageView[] {
  const { status, timeline, provider } = job;
  if (isLate(job) && !isBegun(job)) {
    const label = `Waiting for ${provider ?? "the provider"}`;
    return timeline.map((step) => (step.state === "current" ? { ...step, label } : step));
  }
  const isStopped = status === "failed" || status === "canceled";
  if (!isStopped || timeline.some(({ state }) => state === "stopped")) return timeline;
  const first = timeline.findIndex(({ state }) => state === "upcoming");
  return timeline.map((step, at) => (at === first ? { ...step, state: "stopped" } : step));
}

/** What says how long the parts of a job took, on its whole page: by what its steps took. */
export function sayerOf({ timeline, status }: Pick<JobView, "timeline" | "status">): SayLength {
  const wholeMs = timeline.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  return lengthSayer(wholeMs, !isTerminal(status));
}

/** A step that has taken so many times what it usually does is no usual one: then that says nothing of it. */
const unusual = 3;

/** How long the present step usually takes, in milliseconds, as long as that is worth saying; else `null`. */
export function usualOf(
  { state }: Pick<StageView, "state">,
  usualMs: number | null,
  timeMs: number | null,
): number | null {
  if (state !== "current" || usualMs === null) return null;
  return timeMs !== null && timeMs > unusual * usualMs ? null : usualMs;
}
