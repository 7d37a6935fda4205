import { wordsOf } from "@/components/kinds/words";
import { capitalised } from "@/components/ui/figures";
import type { JobError } from "@/lib/jobs/job-error";
import type { JobView } from "@/lib/jobs/job-view";
import { spentSentence } from "@/lib/jobs/spent";
import { mendSentence } from "./mend";

/** Failures that are told in a provider's own words, where it has any. */
const inTheirWords: ReadonlySet<string> = new Set(["moderation", "rejected", "failed"]);

/** Why it failed. What a provider, its rules or its model said is said to be theirs. */
export function reasonSentence(
  error: JobError,
  { kind, provider }: Pick<JobView, "kind" | "provider">,
): string {
  const { code, message } = error;
  const name = provider ?? "The provider";
  // Of several providers the message itself says whose.
  const isTrouble = code.endsWith("server_error") && wordsOf(kind).reason === undefined;
  if (!isTrouble && !inTheirWords.has(code)) return message;
  const told = wordsOf(kind).reason?.(error, provider);
  if (told !== undefined) return told;
  const words = [`${name} refused: `, `${name}: `].find((prefix) => message.startsWith(prefix)) ?? "";
  // Without a word of theirs the record has a sentence of ours.
  const isOurs = words === "" && (message.startsWith(`${name} `) || message.startsWith(`${name}'s `));
  if (isOurs) return message;
  const refusing = words === "" ? wordsOf(kind).refusing : "refused it";
  const isRefusal = code === "moderation" || words.endsWith("refused: ");
  const verb = isTrouble ? "had an error" : isRefusal ? refusing : "says";
  return `${name} ${verb}: “${message.slice(words.length)}”`;
}

/** How far a job came that has ended without a result. */
export function stoppedSentence({ status, timeline }: Pick<JobView, "status" | "timeline">): string {
  const step = timeline.find(({ state }) => state === "stopped")?.label;
  const what = status === "canceled" ? "It was canceled" : "It stopped";
  return step === undefined ? `${what} before it had begun.` : `${what} at this step: ${step}.`;
}

/** Whether money was spent, as far as anybody knows. */
export function moneySentence(error: JobError, job: JobView): string {
  const spent = spentSentence(error.charged, job);
  return error.code === "start_unknown" ? `${spent} We did not start it again by ourselves.` : spent;
}

/** What to do about it, and what that costs. */
export function adviceSentence(error: JobError, job: JobView): string {
  const found = adoptableSentence(job);
  if (found !== null && job.adoptable === "result") return found;
  const again = found ?? `Retry ${startsAgain(job)}, ${priceOf(error, job)}.`;
  const mend = mendSentence(error.code);
  if (freeRetry(job) !== null) return mend === null ? again : `${mend} ${again}`;
  if (mend !== null) {
    return `${mend} ${error.retryable ? again : "Until then another try would end the same way."}`;
  }
  if (error.retryable || job.adoptable === "work") return again;
  if (error.code === "result_too_large") return "Start a new one that asks for less: shorter, or smaller.";
  return "A retry with the same input would most likely end the same way. Start a new one with other input.";
}

const ordinals = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

function startsAgain({ attempt }: JobView): string {
  if (attempt === 1) return "starts it anew";
  const next = ordinals[attempt - 2];
  return next === undefined
    ? "makes another attempt"
    : `makes ${next === "eighth" ? "an" : "a"} ${next} attempt`;
}

/** What work that is started anew costs. */
function priceOf({ code, charged }: JobError, { provider, attempt }: JobView): string {
  if (code === "start_unknown" || charged === null)
    return `which may be paid for ${attempt === 1 ? "a second time" : "again"}`;
  return charged ? "which is paid for again" : `which is paid for if ${provider ?? "the provider"} charges`;
}

const kept = "What is done is kept and not paid for again.";

/** What of a canceled job is kept, `null` if nothing, and what a retry would do, and a new one. */
export function canceledWords(job: JobView): { money: string | null; advice: readonly string[] } {
  const retry =
    retrySentence(job) ?? "Retry starts it anew with the same input, and is paid for as a new one is.";
  return {
    money: saysPartIsKept(job) ? kept : null,
    advice: [retry, "A new one leaves this job as it is, and you can change its input first."],
  };
}

/** What a retry of an ended job would find instead of starting anew; `null` if nothing. */
export function adoptableSentence(job: JobView): string | null {
  const retry = retrySentence(job);
  return retry !== null && saysPartIsKept(job) ? `${kept} ${retry}` : retry;
}

/** What a retry would find or do, without what is kept; `null` where it starts anew. */
function retrySentence(job: JobView): string | null {
  const { adoptable, provider, status, isStoppable } = job;
  const name = provider ?? "the provider";
  const free = freeRetry(job);
  if (free !== null) return free;
  switch (adoptable) {
    case "result":
      return "It was finished all the same. Retry picks it up, and nothing is paid again.";
    case "part":
      return `Retry starts the rest, which is paid for if ${name} charges.`;
    case "work":
      if (status === "canceled") {
        const asked = isStoppable ? `${provider ?? "The provider"} was asked to stop. ` : "";
        const found = saysPartIsKept(job)
          ? "If the rest still finishes, Retry picks it up"
          : `If ${isStoppable ? "it" : "the work"} still finishes, Retry picks up its result`;
        return `${asked}${found}; otherwise Retry starts it anew, which is paid for.`;
      }
      return `It may still be running at ${name}. Check status asks there; Retry picks it up instead of starting it anew.`;
    case null:
      return null;
  }
}

/** Whether it is told that a part of its work is done, which no retry makes again. */
function saysPartIsKept(job: JobView): boolean {
  const { kind, status, adoptable, frames } = job;
  if (freeRetry(job) !== null) return false;
  if (adoptable === "part") return true;
  if (adoptable !== "work" || status !== "canceled") return false;
  return (wordsOf(kind).hasTrained?.(job) ?? false) || frames.some(({ state }) => state === "developed");
}

function freeRetry(job: JobView): string | null {
  if (job.adoptable === "result") return null;
  return wordsOf(job.kind).freeRetry?.(job) ?? null;
}

/** What canceling does to the work, and what it may still cost. */
export function cancelSentence(job: JobView): string {
  const { status, attempt, queue, provider, isStoppable } = job;
  const free = freeRetry(job);
  if (free !== null) return `${capitalised(wordsOf(job.kind).awaited)} is left unfinished. ${free}`;
  const name = provider ?? "the provider";
  const Name = provider ?? "The provider";
  if (status === "pending" && queue && attempt === 1) {
    return `It has not begun at ${name} yet. You can start it again later.`;
  }
  // Not in line, its start may be on the way this very moment.
  if (status === "pending") {
    return isStoppable
      ? `It may just be starting at ${name}. Then ${name} is asked to stop as soon as it has begun; what it has done by then may be charged. You can start it again later.`
      : `It may just be starting at ${name}, which cannot stop work that has begun: it may be charged. If it finishes anyway, a later retry picks up its result.`;
  }
  return isStoppable
    ? `${Name} will be asked to stop. What it has done by then may still be charged. You can start it again later.`
    : `${Name} cannot stop work that has begun; it may still be charged. If it finishes anyway, a later retry picks up its result.`;
}
