import { lateness } from "./deadline";
import type { Job, Operation } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile } from "./kind-profile";

/** Another try would fail the same way until a person has done something about it. */
const needsPerson: ReadonlySet<string> = new Set(["payment_required"]);

/**
 * Whether failed work is worth another attempt without asking anybody: its provider itself said that it failed
 * and that trying again may help, nobody was charged as far as is known, the kind allows another, and the job is
 * within its deadline. Work that was lost or never answered may have been paid for: that is for a person to decide.
 */
export function isWorthAnother(
  failed: readonly Operation[],
  job: Job,
  profile: KindProfile,
  now: Date,
): boolean {
  if (job.retries >= profile.automaticRetries || lateness(job, profile, now) !== "within") return false;
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
