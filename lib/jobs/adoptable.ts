import type { Job } from "./job";
import type { JobView } from "./job-view";
import { isUnderWay } from "./operation";
import { countingOperations, operationAt } from "./slots";

/**
 * What a retry of a job that failed or was canceled would find instead of starting anew; `null` if nothing, or if the
 * job is not one to retry. `frames` is the step whose work is the result, and how much of it there is.
 */
export function adoptable(job: Job, frames: { step: string; count: number }): JobView["adoptable"] {
  if (job.status !== "failed" && job.status !== "canceled") return null;
  const slots = Array.from({ length: frames.count }, (_, slot) => operationAt(job, frames.step, slot));
  if (slots.length > 0 && slots.every((each) => each?.state === "succeeded")) return "result";
  const operations = countingOperations(job);
  // What we make ourselves ends with its job.
  if (operations.some((each) => each.provider !== null && isUnderWay(each))) return "work";
  return operations.some((operation) => operation.state === "succeeded") ? "part" : null;
}
