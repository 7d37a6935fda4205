import type { JobView } from "@/lib/jobs/job-view";
import { isKindName } from "@/lib/jobs/kind-name";
import { isTerminal } from "@/lib/jobs/status";

/** What can be done with a job from its card, besides deleting it. */
export type CardAct = "check" | "cancel" | "download" | "open" | "retry" | "another";

/** What may come first. */
export type FirstAct = Exclude<CardAct, "cancel">;

type Job = Pick<JobView, "status" | "resultUrls" | "error" | "adoptable" | "kind">;

/**
 * The one thing that a card offers at once, and the rest, which is behind "More". What is under way is asked about, as is work of
 * what failed that may still be; what is done is taken along, or looked at; what failed is tried again, unless that would not
 * help: where a part of it is kept, its page says what does.
 */
export function cardActs(job: Job): { first: FirstAct; rest: CardAct[] } {
  if (!isTerminal(job.status)) return { first: "check", rest: ["cancel"] };
  const another: CardAct[] = isKindName(job.kind) ? ["another"] : [];
  const check: CardAct[] = job.adoptable === "work" && job.status !== "canceled" ? ["check"] : [];
  if (job.status === "completed") {
    return { first: job.resultUrls.length > 0 ? "download" : "open", rest: [...another, ...check] };
  }
  const isFinal = job.error?.retryable === false;
  if (isFinal && job.adoptable === "part") return { first: "open", rest: another };
  if (!isFinal || job.adoptable !== null) return { first: "retry", rest: [...check, ...another] };
  return another.length > 0 ? { first: "another", rest: [] } : { first: "open", rest: [] };
}
