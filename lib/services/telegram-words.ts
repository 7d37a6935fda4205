import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { spentSentence } from "@/lib/jobs/spent";
import { env } from "@/lib/env";

/** Where a job's page is. */
const pageOf = (id: string): string => `${env().APP_URL}/jobs/${id}`;

/** What a chat is told that is linked to nobody. */
export const notLinked = () =>
  `This chat is linked to no account. Choose Telegram at ${env().APP_URL}/notifications, and open the link there.`;

export const wrongCode = () =>
  `This code is not valid any more: each links one chat, within ten minutes. A new one is at ${env().APP_URL}/notifications.`;

const commands = [
  "/jobs shows what is under way, and what ended last.",
  "/cancel cancels something that is under way.",
  "/mute stops the news, /unmute brings them back.",
  "/stop unlinks this chat.",
].join("\n");

/** Whose the chat is now is said by name: a link may have come from somebody else. */
export function linkedWords({ email, tookOver }: { email: string | null; tookOver: boolean }): string {
  const whose = email === null ? "This chat is linked now." : `This chat is linked now, to ${email}.`;
  const before = tookOver ? " The account that it was linked to before is told nothing here any more." : "";
  return `${whose}${before} You will be told here when a job of yours ends.\n\n${commands}`;
}

export const wentWrong = "Something went wrong on our side. Please try again.";
export const helpWords = `I tell you here when a job of yours ends.\n\n${commands}`;
export const mutedWords = "No more news from now on. /unmute brings them back.";
export const unmutedWords = "You will be told again when a job of yours ends.";
export const stoppedWords = "This chat is unlinked. You will hear nothing more from me.";
export const nothingUnderWay = "Nothing is under way.";
export const nothingYet = "There are no jobs yet.";
export const whichToCancel = "Which one? What was done by then may still be charged.";
export const notThere = "That job is not here, or not any more.";

const ends = { completed: "Done", failed: "Failed", canceled: "Canceled" } as const;

/** A job as one line of a list: "Training your model, 42 %: Beach". */
export function lineOf(job: JobView): string {
  switch (job.status) {
    case "pending":
      return `Waiting: ${job.title}`;
    case "processing":
      return `${job.stageLabel}, ${job.progress} %: ${job.title}`;
    case "completed":
    case "failed":
    case "canceled":
      return `${ends[job.status]}: ${job.title}`;
  }
}

/** What became of a job that somebody wanted canceled. */
export function canceledWords(job: JobView): string {
  return job.status === "canceled" ? `Canceled: ${job.title}` : `It had ended before. ${lineOf(job)}`;
}

/** The end of a job, in words: what happened, what of it there is, and where. */
export interface News {
  /** "Done: Beach" */
  headline: string;
  /** Below it; may be long. */
  body: string;
  link: string;
}

/** The news of a job's end, as of now: `end` is what it came to then. */
export function newsOf(job: JobView, end: keyof typeof ends): News {
  const headline = `${ends[end]}: ${job.title}`;
  return { headline, body: job.status === end ? bodyOf(job) : sinceThen(job), link: pageOf(job.id) };
}

/** It was begun anew before anybody could be told of its end. */
function sinceThen(job: JobView): string {
  return `It was started again since. ${lineOf(job)}`;
}

function bodyOf(job: JobView): string {
  switch (job.status) {
    case "completed":
      return outputWords(job.output ?? {});
    case "failed":
      return job.error ? `${job.error.message} ${spentSentence(job.error.charged, job)}` : "";
    case "canceled":
    case "pending":
    case "processing":
      return "";
  }
}

/** "8 pictures", what else a kind counts, or an answer as it is; words that come with a picture are no answer. */
function outputWords({ text, isCutShort, ...counts }: NonNullable<Job["output"]>): string {
  const counted = countable.flatMap(([name, one]) => {
    const number = counts[name];
    if (typeof number !== "number" || number === 0) return [];
    return number === 1 ? `1 ${one}` : `${number.toLocaleString("en")} ${name}`;
  });
  if (counted.length > 0 || typeof text !== "string") return counted.join(", ");
  return isCutShort === true ? `\n${text}\n\n(It ends at its limit, not at its end.)` : `\n${text}`;
}

const countable = [
  ["pictures", "picture"],
  ["videos", "video"],
  ["tagged", "tagged"],
  ["failed", "failed"],
  ["left", "left"],
] as const;

/** News within so many characters: what is too long is cut, and the link says where the rest is. */
export function fitted({ headline, body, link }: News, most: number): string {
  const head = cut(headline, most - link.length - 2);
  const rest = cut(body, most - link.length - head.length - 3);
  return [head, rest, `\n${link}`].filter(Boolean).join("\n");
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return most < 1 ? "" : `${text.slice(0, most - 1).trimEnd()}…`.toWellFormed();
}
