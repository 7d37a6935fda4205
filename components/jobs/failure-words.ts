import type { JobError } from "@/lib/jobs/job-error";
import type { JobView } from "@/lib/jobs/job-view";
import { adoptableSentence } from "./adoptable-words";

type Facts = Pick<JobView, "attempt" | "adoptable" | "provider" | "status" | "isStoppable">;

/** Why it failed. What a provider's rules or its model said against it is said to be theirs. */
export function reasonSentence(
  { code, message }: JobError,
  { kind, provider }: Pick<JobView, "kind" | "provider">,
): string {
  const name = provider ?? "The provider";
  if (code !== "moderation") return message;
  const words = [`${name} refused: `, `${name}: `].find((prefix) => message.startsWith(prefix)) ?? "";
  // Without a word of theirs the record has a sentence of ours.
  const isOurs = words === "" && (message.startsWith(`${name} `) || message.startsWith(`${name}'s `));
  if (isOurs) return message;
  const verb = kind === "chat" && words === "" ? "answered" : "refused it";
  return `${name} ${verb}: “${message.slice(words.length)}”`;
}

/** Whether money was spent, as far as anybody knows. */
export function moneySentence(error: JobError, job: Facts): string {
  const spent = spentSentence(error.charged, job);
  return error.code === "start_unknown" ? `${spent} We did not start it again by ourselves.` : spent;
}

function spentSentence(charged: boolean | null, { attempt, adoptable }: Facts): string {
  if (charged === false && adoptable !== null) return "What failed was not charged; the rest may have been.";
  if (attempt === 1) {
    if (charged === null) return "It may have been charged.";
    return charged ? "It was charged." : "Nothing was charged.";
  }
  // The record of an attempt says nothing about those before it.
  const earlier = attempt === 2 ? "the first one" : "earlier ones";
  if (charged === null) return `This attempt may have been charged, and so may ${earlier}.`;
  return charged
    ? `This attempt was charged, and ${earlier} may have been.`
    : `This attempt was not charged; ${earlier} may have been.`;
}

/** What to do about it, and what that costs. */
export function adviceSentence(error: JobError, job: Facts): string {
  if (job.adoptable === "result" || job.adoptable === "work") return adoptableSentence(job) ?? "";
  if (!error.retryable) {
    return "A retry with the same input would most likely end the same way. Start a new one with other input.";
  }
  return adoptableSentence(job) ?? `Retry starts it anew, ${priceOf(error, job)}.`;
}

/** What work that is started anew costs. */
function priceOf({ code, charged }: JobError, { provider }: Facts): string {
  if (code === "start_unknown" || charged === null) return "which may be paid for a second time";
  return charged ? "which is paid for again" : `which is paid for if ${provider ?? "the provider"} charges`;
}
