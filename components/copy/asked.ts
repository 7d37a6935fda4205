import type { Asked } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** The server asks a provider about the same job no more often than this. */
const askedOftenEnoughMs = 2_000;

/** What came of "Check status", as long as nothing else is known by now; `null` where the page itself says it. */
export function askedSentence(asked: Asked, job: JobView): string | null {
  const { before, answer } = asked;
  if (job.status !== answer.status || job.checkedAt !== answer.checkedAt) return null;
  if (isTerminal(answer.status)) {
    const isNews = answer.status !== before.status || answer.adoptable !== before.adoptable;
    return isNews ? null : "Nothing new.";
  }
  if (answer.delay?.askedUntil) return null;
  if (answer.queue) return "It stands in line: there is nobody to ask yet.";
  if (answer.checkedAt !== before.checkedAt) return `Asked just now: ${learned(asked)}.`;
  if (answer.checkedAt !== null && answer.sinceCheckMs < askedOftenEnoughMs)
    return "Asked a moment ago. Once in two seconds is enough.";
  return "No news yet. We go on asking by ourselves.";
}

/** What an answer says of work that goes on: "still training your model", "54% done by now". */
function learned({ before, answer }: Asked): string {
  const stage = answer.stageLabel.charAt(0).toLowerCase() + answer.stageLabel.slice(1);
  if (answer.delay) return "no answer yet";
  if (!isBegun(answer)) return `${answer.provider ?? "the provider"} has accepted it, but has not begun yet`;
  if (answer.stage !== before.stage) return `now ${stage}`;
  return answer.progress > before.progress ? `${answer.progress}% done by now` : `still ${stage}`;
}

/** Whether what is under way has been begun: what its provider has only accepted has another label than the step. */
export function isBegun({ timeline, stageLabel }: Pick<JobView, "timeline" | "stageLabel">): boolean {
  return timeline.every(({ state, label }) => state !== "current" || label === stageLabel);
}

/** Until when the provider itself wants to be left in peace, in milliseconds; `null` where it does not. */
export function peaceUntil({ status, delay }: Pick<JobView, "status" | "delay">): number | null {
  return delay?.askedUntil && !isTerminal(status) ? Date.parse(delay.askedUntil) : null;
}

/** "Astria asked us to wait: next check", before the time of it. */
export function peaceWords({ provider }: Pick<JobView, "provider">): string {
  return `${provider ?? "The provider"} asked us to wait: next check`;
}
