import type { Job } from "./job";
import { isUnderWay } from "./operation";

/**
 * What a retry of a job that failed or was canceled would find instead of starting anew: a result, or work that may
 * still be under way; `null` if nothing, or if the job is not one to retry.
 */
export function adoptable(job: Pick<Job, "status" | "operations">): "result" | "work" | null {
  if (job.status !== "failed" && job.status !== "canceled") return null;
  if (job.operations.some((operation) => operation.state === "succeeded")) return "result";
  const mayRun = job.operations.some((each) => each.state === "starting" || isUnderWay(each));
  return mayRun ? "work" : null;
}
