import { lateness } from "./deadline";
import type { FatalFailure } from "./fatal";
import type { JobError } from "./job-error";
import { isWorthAnother, mayHelp } from "./may-help";
import { hasWorkLeft } from "./plan";
import type { Situation } from "./situation";
import { countingOperations } from "./slots";

/**
 * Whether failed work is tried again without asking anybody: all of it is worth that, the kind allows another attempt, and
 * the job is within its deadline.
 */
export function isRetryable({ failed }: FatalFailure, situation: Situation): boolean {
  return allowsAnother(situation) && failed.length > 0 && failed.every(isWorthAnother);
}

/**
 * Why a job goes on with another attempt though work of its step is done, or has failed for good: some of it ended for a
 * reason that its step names (`goesOnAfter`), and all else has ended and is kept. `null` where it does not.
 */
export function reasonToGoOn(situation: Situation): JobError | null {
  const { job, profile, slots, left } = situation;
  if (left.keep.length > 0 || !allowsAnother(situation)) return null;
  for (const step of profile.steps) {
    if (!step.goesOnAfter || hasWorkLeft(job, step, slots)) continue;
    const { name, goesOnAfter } = step;
    const postponed = countingOperations(job).find(
      ({ step: own, error }) =>
        own === name && error !== null && goesOnAfter.includes(error.code) && mayHelp(error),
    );
    if (postponed) return postponed.error;
  }
  return null;
}

function allowsAnother({ job, profile, now }: Situation): boolean {
  return job.autoRetries < profile.automaticRetries && lateness(job, profile, now) === "within";
}
