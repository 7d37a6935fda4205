import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** Something worth telling about a job. */
export interface JobChange {
  job: JobView;
  what: "stage" | "completed" | "failed" | "canceled";
}

/** What changed between two views of the same job, `null` where nothing that a person would want to hear. */
export function changeOf(before: JobView, after: JobView): JobChange | null {
  if (after.attempt < before.attempt) return null;
  if (isTerminal(after.status)) {
    const sameEnd = before.status === after.status && before.attempt === after.attempt;
    if (sameEnd || after.status === "pending" || after.status === "processing") return null;
    return { job: after, what: after.status };
  }
  const begun = after.status === "processing" && after.stage !== null;
  return begun && before.stage !== after.stage ? { job: after, what: "stage" } : null;
}

/** Ids that were active and are not any more: how they ended has to be asked. */
export function gone(before: readonly JobView[], after: readonly JobView[]): string[] {
  const left = new Set(after.filter((job) => !isTerminal(job.status)).map((job) => job.id));
  return before.filter((job) => !left.has(job.id)).map((job) => job.id);
}
