import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { isKindName } from "@/lib/jobs/kind-name";
import { isTerminal } from "@/lib/jobs/status";

/** What can be done with a job from its card, besides deleting it. */
export type CardAct = "check" | "cancel" | "download" | "open" | "retry" | "another";

/** What may come first. */
export type FirstAct = Exclude<CardAct, "cancel">;

/**
 * The one thing that a card offers at once, and the rest, which is behind "More". What is under way is asked about, as is work that
 * may still be; what is done is taken along, or looked at; what failed is tried again, unless that would not help. Where its
 * kind has a remedy of its own, that is on its page.
 */
export function cardActs(job: JobView): { first: FirstAct; rest: CardAct[] } {
  if (!isTerminal(job.status)) return { first: "check", rest: ["cancel"] };
  const another: CardAct[] = isKindName(job.kind) ? ["another"] : [];
  const check: CardAct[] = job.adoptable === "work" ? ["check"] : [];
  if (job.status === "completed") {
    return { first: job.resultUrls.length > 0 ? "download" : "open", rest: [...another, ...check] };
  }
  if (job.error && wordsOf(job.kind).advice?.(job.error, job)) return { first: "open", rest: another };
  const mayHelp = job.error?.retryable !== false || job.adoptable !== null;
  if (mayHelp) return { first: "retry", rest: [...check, ...another] };
  return another.length > 0 ? { first: "another", rest: [] } : { first: "open", rest: [] };
}
