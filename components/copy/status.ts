import { wordsOf } from "@/components/kinds/words";
import { capitalised } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { verbFor } from "./verb";

/** What a badge is about. */
export type Standing = Pick<JobView, "status" | "stage" | "overdue" | "queue" | "adoptable">;

/** Stages whose own name says little. */
const stageNames: Readonly<Record<string, string>> = { assets: "pictures and voices" };

/** The word on the badge, and its tone. Of what failed with a part of it done that part is kept, and said. */
export function badgeOf(job: Standing): {
  word: string;
  tone: "active" | "done" | "fail" | "warm" | "plain";
} {
  if (isLate(job)) return { word: "Overdue", tone: "warm" };
  switch (job.status) {
    case "pending":
      return { word: "Waiting", tone: "plain" };
    case "processing":
      return {
        word: job.stage ? capitalised(stageNames[job.stage] ?? job.stage) : "Starting",
        tone: "active",
      };
    case "completed":
      return { word: "Done", tone: "done" };
    case "failed":
      return job.adoptable === "part"
        ? { word: "Partly done", tone: "warm" }
        : { word: "Failed", tone: "fail" };
    case "canceled":
      return { word: "Canceled", tone: "plain" };
  }
}

/** "Accepted by OpenAI" → "accepted by OpenAI" */
function uncapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Later than it should be. A job in line is not: nobody said when its turn would come. */
export function isLate({ overdue, queue }: Pick<JobView, "overdue" | "queue">): boolean {
  return overdue && queue === null;
}

/** What is done about a job that is late. */
export function lateSentence({ provider }: Pick<JobView, "provider">): string {
  return `Darkroom goes on asking ${provider ?? "the provider"}, less often, and ends it with a reason if nothing comes.`;
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

/**
 * Its place in line and what it waits for: "3rd", "starts when fal has room"; `null` for a job that waits for no turn.
 */
export function queuePlace(
  job: Pick<JobView, "kind" | "queue" | "provider" | "status">,
): { place: string; starts: string } | null {
  if (!job.queue || (job.status !== "pending" && job.status !== "processing")) return null;
  const { place, limit } = job.queue;
  const until =
    limit === "yours"
      ? `one of your running ${wordsOf(job.kind).plural.toLowerCase()} ends`
      : `${job.provider ?? "the provider"} has room`;
  return {
    place: place <= 1 ? "next" : `${place}${suffixes[ordinals.select(place)] ?? "th"}`,
    starts: `starts when ${until}`,
  };
}

/** "3rd in line. Starts when fal has room."; `null` for a job that waits for no turn. */
export function queueSentence(job: Parameters<typeof queuePlace>[0]): string | null {
  const line = queuePlace(job);
  return line && `${capitalised(line.place)} in line. ${capitalised(line.starts)}.`;
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
