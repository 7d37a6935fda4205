import type { Operation } from "./job";
import type { JobError } from "./job-error";

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
  "no_renderer",
  "broken_off",
]);

/** Whether work that failed like this may be tried again without asking anybody: that may help, and was not paid for. */
export function mayHelp(error: JobError): boolean {
  return error.retryable && error.charged !== true && !needsPerson.has(error.code);
}

/**
 * Whether failed work is tried again without asking anybody: its provider itself said that it failed and that trying again
 * may help, and nobody was charged as far as is known. Work that was lost or never answered may have been paid for: that is
 * for a person to decide.
 */
export function isWorthAnother({ state, error, missingSince }: Operation): boolean {
  return state === "failed" && missingSince === null && error !== null && mayHelp(error);
}
