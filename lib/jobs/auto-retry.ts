import { lateness } from "./deadline";
import type { FatalFailure } from "./fatal";
import type { JobError } from "./job-error";
import { mayHelp } from "./may-help";
import { hasWorkLeft } from "./plan";
import type { Situation } from "./situation";
import { countingOperations } from "./slots";

/**
 * Whether failed work is tried again without asking anybody: its provider itself said that it failed and that trying
 * again may help, nobody was charged as far as is known, the kind allows another, and the job is within its deadline.
 * Work that was lost or never answered may have been paid for: that is for a person to decide.
 */
export function isRetryable({ failed }: FatalFailure, situation: Situation): boolean {
  return (
    allowsAnother(situation) &&
    failed.length > 0 &&
    failed.every(({ state, error, missingSince }) => {
      return state === "failed" && missingSince === null && error !== null && mayHelp(error);
    })
  );
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
