import { wordsOf } from "@/components/kinds/words";
import { capitalised } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { verbFor } from "./verb";

/** The word on the badge, and its tone. */
export function badgeOf(job: JobView): {
  word: string;
  tone: "active" | "done" | "fail" | "plain";
} {
  switch (job.status) {
    case "pending":
      return { word: "Waiting", tone: "plain" };
    case "processing":
      return { word: job.stage ? capitalised(job.stage) : "Starting", tone: "active" };
    case "completed":
      return { word: "Done", tone: "done" };
    case "failed":
      return wordsOf(job.kind).isPartly?.(job)
        ? { word: "Partly done", tone: "fail" }
        : { word: "Failed", tone: "fail" };
    case "canceled":
      return { word: "Canceled", tone: "plain" };
  }
}

/** "Waiting at OpenAI" → "waiting at OpenAI" */
function uncapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Later than it should be. A job in line is not: nobody said when its turn would come. */
export function isLate({ overdue, queue }: Pick<JobView, "overdue" | "queue">): boolean {
  return overdue && queue === null;
}

/** What is happening, as one sentence: for screen readers and short news. */
export function happening(
  job: Pick<JobView, "status" | "stageLabel" | "overdue" | "queue" | "title">,
): string {
  switch (job.status) {
    case "pending":
      return `${job.title}: waiting for its turn.`;
    case "processing":
      return `${job.title}: ${uncapitalised(job.stageLabel)}${isLate(job) ? ", later than usual" : ""}.`;
    case "completed":
      return `${job.title} ${verbFor(job.title, "is")} done.`;
    case "failed":
      return `${job.title} failed.`;
    case "canceled":
      return `${job.title} ${verbFor(job.title, "was")} canceled.`;
  }
}

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** "3rd in line. Starts when fal has room."; `null` for a job that waits for no turn. */
export function queueSentence(job: Pick<JobView, "kind" | "queue" | "provider" | "status">): string | null {
  if (!job.queue || (job.status !== "pending" && job.status !== "processing")) return null;
  const { place, limit } = job.queue;
  const line = place <= 1 ? "Next in line" : `${place}${suffixes[ordinals.select(place)] ?? "th"} in line`;
  const until =
    limit === "yours"
      ? `one of your running ${wordsOf(job.kind).plural.toLowerCase()} ends`
      : `${job.provider ?? "the provider"} has room`;
  return `${line}. Starts when ${until}.`;
}

/** With fewer jobs to count, a rate would say more than we know: of ten, one at least lies outside a range of nine in ten. */
const fewestForRate = 10;

/** "Done by then 9 times in 10 so far."; `null` where too little is known. Every and never are said only where they are true. */
export function accuracySentence(accuracy: JobView["accuracy"]): string | null {
  if (!accuracy || accuracy.of < fewestForRate) return null;
  const { right, of } = accuracy;
  if (right >= of) return "Done by then every time so far.";
  if (right === 0) return "Not once done by then so far.";
  const inTen = Math.min(9, Math.max(1, Math.round((right / of) * 10)));
  return `Done by then ${inTen === 1 ? "once" : `${inTen} times`} in 10 so far.`;
}
