import type { JobError } from "./job-error";

/** How a job or its work can fail other than by a provider's own word. Each says what a person can do. */
export const timedOut: JobError = {
  code: "timed_out",
  message:
    "The provider did not finish in time. If it finishes later, Retry picks up its result instead of paying again.",
  retryable: true,
  charged: null,
};

export const stoppedByProvider: JobError = {
  code: "stopped_by_provider",
  message: "The work was stopped at the provider. Retry starts it again.",
  retryable: true,
  charged: null,
};

export const startUnknown: JobError = {
  code: "start_unknown",
  message:
    "There was no proper answer when the work was being started, and the provider cannot say whether it was. It may have been charged.",
  retryable: true,
  charged: null,
};

export const workLost: JobError = {
  code: "provider_lost",
  message: "The provider no longer knows this work. Retry starts it again.",
  retryable: true,
  charged: null,
};

export const filesLost: JobError = {
  code: "result_expired",
  message: "The work was finished, but the provider no longer offers its file. Retry makes it again.",
  retryable: true,
  charged: true,
};

export const resultUnavailable: JobError = {
  code: "result_unavailable",
  message: "The work is done, but its file could not be copied in time.",
  retryable: true,
  charged: true,
};

/** A file that is larger than we take: `limit` is what there is room for, in words. */
export function resultTooLarge(limit: string): JobError {
  const message = `The file is larger than ${limit} and cannot be kept.`;
  return { code: "result_too_large", message, retryable: false, charged: true };
}

export const resultUnsafe: JobError = {
  code: "result_unsafe",
  message: "The work is done, but the provider's link to its file leads to a place that we do not open.",
  retryable: true,
  charged: true,
};

export const neverStarted: JobError = {
  code: "timed_out",
  message: "The work could not be started in time. Nothing was charged; Retry tries again.",
  retryable: true,
  charged: false,
};

/** Work is one operation's: a place that answers equal requests with equal ids made nothing new, or does not say what. */
export const referenceTaken: JobError = {
  code: "reference_taken",
  message:
    "The provider answered with the id of other work, so that there is nothing we could call ours. Change what you ask for, and start a new one.",
  retryable: false,
  charged: null,
};

/** Work that ended well without what was asked for; `said` is what it says instead, empty if nothing. */
export function noResult(said: string, isCutShort: boolean): JobError {
  const why = isCutShort
    ? "The provider reached its length limit before it had anything to show."
    : "The provider finished without a result.";
  const words = said
    .replaceAll(/https?:\/\/\S+/g, "(link)")
    .trim()
    .slice(0, 300);
  const message = words === "" ? why : `${why} It says: ${words}`;
  return { code: "no_result", message, retryable: true, charged: true };
}

/** Trouble that is for whoever runs this to mend: a refused key, an account that may not, an address that is none. */
const operators: ReadonlySet<string> = new Set(["not_authorized", "forbidden", "misconfigured"]);

/** The same with the reason. */
export function neverStartedFor({ code, message }: { code: string; message: string }): JobError {
  return {
    ...neverStarted,
    code: operators.has(code) ? "misconfigured" : neverStarted.code,
    message: `The work could not be started in time. ${message} Nothing was charged; Retry tries again.`,
  };
}

/** What went wrong before any call was made: it says nothing of a provider, and costs nothing. */
export const ourFault: JobError = {
  code: "internal",
  message: "Something went wrong on our side before this work was asked for. Nothing was charged for it.",
  retryable: true,
  charged: false,
};

/** What our own code cannot make sense of, whatever was done for it. */
export const senseless: JobError = {
  code: "internal",
  message: "Something went wrong on our side. What was done at a provider may have been charged.",
  retryable: true,
  charged: null,
};

/** What we make ourselves was not made in time. */
export const notMade: JobError = {
  code: "timed_out",
  message: "We could not finish this in time. What was made before is kept, and Retry goes on from there.",
  retryable: true,
  charged: false,
};

/** What we make ourselves ended whoever made it, again and again. */
export const brokenOff: JobError = {
  code: "broken_off",
  message:
    "Something went wrong on our side: making this was broken off five times, perhaps for want of memory or of time. What was made before is kept, and Retry goes on from there.",
  retryable: true,
  charged: false,
};

export const uploadGone: JobError = {
  code: "upload_gone",
  message: "A picture that was uploaded for this is gone. Upload it again, and start a new one.",
  retryable: false,
  charged: false,
};

export const kindRetired: JobError = {
  code: "kind_retired",
  message: "Jobs of this kind are no longer offered.",
  retryable: false,
  charged: null,
};
