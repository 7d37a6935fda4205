import type { JobView } from "@/lib/jobs/job-view";

export const longestQuestion = 20_000;

/** What was asked. */
export function questionOf(job: Pick<JobView, "input">): string {
  const { prompt } = job.input;
  return typeof prompt === "string" ? prompt : "";
}

/** The answer in words, and what it took. */
export function answerOf(job: Pick<JobView, "output">) {
  const { text, isCutShort, tokensUsed } = job.output ?? {};
  return {
    text: typeof text === "string" ? text : "",
    isCutShort: isCutShort === true,
    tokensUsed: typeof tokensUsed === "number" ? tokensUsed : null,
  };
}
