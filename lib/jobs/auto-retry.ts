import { lateness } from "./deadline";
import type { FatalFailure } from "./fatal";
import type { JobError } from "./job-error";
import type { Situation } from "./situation";

/**
 * Another try would fail the same way until a person has done something about it, or may be paid for like this one: its
 * provider did not say that the trouble was its own, and may pass.
 */
const needsPerson: ReadonlySet<string> = new Set([
  "payment_required",
  "misconfigured",
  "start_unknown",
  "failed",
  "expired",
  "no_result",
]);

/**
 * Whether failed work is tried again without asking anybody: its provider itself said that it failed and that trying
 * again may help, nobody was charged as far as is known, the kind allows another, and the job is within its deadline.
 * Work that was lost or never answered may have been paid for: that is for a person to decide.
 */
export function isRetryable({ failed }: FatalFailure, { job, profile, now }: Situation): boolean {
  if (job.autoRetries >= profile.automaticRetries || lateness(job, profile, now) !== "within") return false;
  return (
    failed.length > 0 &&
    failed.every(({ state, error, missingSince }) => {
      return state === "failed" && missingSince === null && error !== null && mayHelp(error);
    })
  );
}

function mayHelp(error: JobError): boolean {
  return error.retryable && error.charged !== true && !needsPerson.has(error.code);
}
