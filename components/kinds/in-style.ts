import type { JobView } from "@/lib/jobs/job-view";

/**
 * An earlier job as a form begins from it: with another style where the address names one and its kind has styles, else as it
 * was.
 */
export function inStyle(job: JobView, style: unknown): JobView {
  if (typeof style !== "string" || typeof job.input["style"] !== "string") return job;
  return { ...job, input: { ...job.input, style } };
}
