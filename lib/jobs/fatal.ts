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
import { isSpoilt } from "./operation";
import { needsStart } from "./plan";
import { operationAt, type SlotCount } from "./slots";

/** Why a job cannot go on, and the work that failed, where a provider said so. */
export interface FatalFailure {
  error: JobError;
  failed: readonly Operation[];
}

/** Why the job cannot go on, if it cannot: a step that needs all of its work lost some, or one lost it all. */
export function fatalFailure({
  job,
  profile,
  slots,
}: {
  job: Job;
  profile: KindProfile;
  slots: SlotCount;
}): FatalFailure | null {
  for (const step of profile.steps) {
    const count = slots(job, step.name) ?? 0;
    const operations = Array.from({ length: count }, (_, slot) => operationAt(job, step.name, slot)).filter(
      (operation) => operation && !needsStart(operation, job),
    );
    if (operations.some((operation) => operation?.state === "unknown"))
      return { error: startUnknown, failed: [] };
    const failed = operations.flatMap((operation) => (operation && isSpoilt(operation) ? [operation] : []));
    const isLost = failed.length > 0 && (!step.partial || failed.length === count);
    if (isLost) return { error: failed[0]?.error ?? stoppedByProvider, failed };
  }
  return null;
}

/** Why a job that is given up has failed: its file, the work itself, or its start, for which there may be a reason. */
export function lateError(
  job: Job,
  step: StepProfile | null,
  trouble: Pick<Trouble, "code" | "message"> | null,
): JobError {
  if (step === null) return resultUnavailable;
  if (step.isOurs) return notMade;
  if (job.operations.some(mayBeCharged)) return timedOut;
  return trouble ? neverStartedFor(trouble) : neverStarted;
}

/** Refused and planned starts cost nothing, and neither does what we make ourselves. */
function mayBeCharged(operation: Operation): boolean {
  return operation.provider !== null && operation.state !== "planned" && operation.error?.charged !== false;
}
