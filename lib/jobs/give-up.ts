import { lateness } from "./deadline";
import { neverStarted, resultUnavailable, timedOut } from "./failures";
import type { Job, Operation } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile } from "./kind-profile";
import { hasEnded } from "./operation";
import { hasWorkLeft } from "./plan";
import { countingOperations, type SlotCount } from "./slots";

/**
 * Whether a job that is given up has enough to be completed with: some of its last step is kept, where the rest of that
 * step may fail, and everything before it is over.
 */
export function isEnough(job: Job, profile: KindProfile, slots: SlotCount): boolean {
  const last = profile.steps.at(-1);
  if (!last?.partial || profile.steps.some((step) => step !== last && hasWorkLeft(job, step, slots)))
    return false;
  return countingOperations(job).some((each) => each.step === last.name && each.keptAt !== null);
}

/** A job at `now`: past deadline and grace, with enough to be completed, what is not there yet is spoilt. Pure. */
export function withLateSpoilt(job: Job, profile: KindProfile, slots: SlotCount, now: Date): Job {
  if (lateness(job, profile, now) !== "given_up" || !isEnough(job, profile, slots)) return job;
  const counting = new Set(countingOperations(job).map(({ id }) => id));
  const step = profile.steps.at(-1)?.name;
  const operations = job.operations.map((operation): Operation => {
    if (operation.step !== step || !counting.has(operation.id)) return operation;
    const error = lateOf(operation);
    return error ? { ...operation, state: "failed", error, endedAt: operation.endedAt ?? now } : operation;
  });
  return { ...job, operations };
}

/** Why a piece of work comes too late; `null` where it does not. */
function lateOf(operation: Operation): JobError | null {
  if (operation.state === "succeeded") return operation.keptAt === null ? resultUnavailable : null;
  if (hasEnded(operation)) return null;
  return operation.state === "planned" ? neverStarted : timedOut;
}
