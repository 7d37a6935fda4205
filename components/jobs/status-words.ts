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
      return `${job.title} is waiting for its turn.`;
    case "processing":
      return `${job.title}: ${uncapitalised(job.stageLabel)}${isLate(job) ? ", later than usual" : ""}.`;
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
