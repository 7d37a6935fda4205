import type { JobView } from "@/lib/jobs/job-view";

export type Tone = "active" | "done" | "fail" | "plain";

/** The word on the badge, and its tone. */
export function badgeOf(job: Pick<JobView, "status" | "stage">): { word: string; tone: Tone } {
  switch (job.status) {
    case "pending":
      return { word: "Waiting", tone: "plain" };
    case "processing":
      return { word: job.stage ? capitalised(job.stage) : "Starting", tone: "active" };
    case "completed":
      return { word: "Done", tone: "done" };
    case "failed":
      return { word: "Failed", tone: "fail" };
    case "canceled":
      return { word: "Canceled", tone: "plain" };
  }
}

/** "training" → "Training" */
export function capitalised(word: string): string {
  const spaced = word.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** "Waiting at OpenAI" → "waiting at OpenAI" */
function uncapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** What is happening, as one sentence: for screen readers and short news. */
export function happening(job: Pick<JobView, "status" | "stageLabel" | "overdue" | "title">): string {
  switch (job.status) {
    case "pending":
      return `${job.title} is waiting for its turn.`;
    case "processing":
      return `${job.title}: ${uncapitalised(job.stageLabel)}${job.overdue ? ", later than usual" : ""}.`;
    case "completed":
      return `${job.title} is done.`;
    case "failed":
      return `${job.title} failed.`;
    case "canceled":
      return `${job.title} was canceled.`;
  }
}

/** "1 picture", "8 pictures" */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** Whether money was spent, in a sentence. */
export function chargedSentence(charged: boolean | null): string {
  if (charged === null)
    return "It may have been charged. We do not start it again by ourselves, so that nobody pays twice.";
  return charged ? "This attempt was charged by the provider." : "Nothing was charged.";
}
