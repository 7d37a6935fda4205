import { lateness } from "./deadline";
import {
  neverStarted,
  neverStartedFor,
  notMade,
  resultUnavailable,
  startUnknown,
  stoppedByProvider,
  timedOut,
} from "./failures";
import type { Job, Operation } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile, StepProfile } from "./kind-profile";
import type { Trouble } from "./outcome";
import { isWorthAnother } from "./may-help";
import { isSpoilt } from "./operation";
import { isStillTogether, needsStart } from "./plan";
import type { Situation } from "./situation";
import { countingOperations, operationAt } from "./slots";

/** Why a job cannot go on, and the work that failed, where a provider said so. */
export interface FatalFailure {
  error: JobError;
  failed: readonly Operation[];
}

/**
 * Why the job cannot go on, if it cannot: a step that needs all of its work lost some, or one lost it all. Of a step that ends
 * together it is said once the rest has ended and is kept, or its time is over.
 */
export function fatalFailure({
  job,
  profile,
  slots,
  now,
}: Pick<Situation, "job" | "profile" | "slots" | "now">): FatalFailure | null {
  const isGivenUp = lateness(job, profile, now) === "given_up";
  for (const step of profile.steps) {
    const count = slots(job, step.name) ?? 0;
    const ended = Array.from({ length: count }, (_, slot) => operationAt(job, step.name, slot)).flatMap(
      (operation) => (operation && !needsStart(operation, job) ? [operation] : []),
    );
    if (step.endsTogether) {
      if (!isGivenUp && isStillTogether(job, step, slots)) return null;
      const lost = ended.filter((each) => isSpoilt(each) || each.state === "unknown");
      if (lost.length > 0) return lostTogether(lost, profile);
      continue;
    }
    if (ended.some(({ state }) => state === "unknown")) return { error: startUnknown, failed: [] };
    const failed = ended.filter(isSpoilt);
    const isLost = failed.length > 0 && (!step.partial || failed.length === count);
    if (isLost) return { error: failed[0]?.error ?? stoppedByProvider, failed };
  }
  return null;
}

/** Why a job cannot go on of whose work at once some is lost: the first that is for a person to decide, by its name. */
function lostTogether(lost: readonly Operation[], { pieceName }: KindProfile): FatalFailure | null {
  const worst = lost.find((each) => !isWorthAnother(each)) ?? lost[0];
  if (!worst) return null;
  const error = worst.state === "unknown" ? startUnknown : (worst.error ?? stoppedByProvider);
  return { error: named(error, pieceName?.(worst.step, worst.slot)), failed: lost };
}

/** A reason with the piece that it is about, unless it begins with that part of the job already. */
function named(error: JobError, name: string | undefined): JobError {
  if (name === undefined || error.message.startsWith(name.split(",")[0] ?? name)) return error;
  return { ...error, message: `${name}: ${error.message}` };
}

/** Why a job that is given up has failed: its file, the work itself, or its start, for which there may be a reason. */
export function lateError(
  job: Job,
  step: StepProfile | null,
  trouble: Pick<Trouble, "code" | "message"> | null,
): JobError {
  if (step === null) return resultUnavailable;
  if (step.isOurs) return notMade;
  if (countingOperations(job).some(mayBeCharged)) return timedOut;
  return trouble ? neverStartedFor(trouble) : neverStarted;
}

/** Refused and planned starts cost nothing, and neither does what we make ourselves. */
function mayBeCharged(operation: Operation): boolean {
  return operation.provider !== null && operation.state !== "planned" && operation.error?.charged !== false;
}
