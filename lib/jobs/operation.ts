import { filesLost, workLost } from "./failures";
import type { Operation, WorkOutput } from "./job";
import type { JobError } from "./job-error";
import type { KeepResult, Observation, Outcome } from "./outcome";

/** 404 counts only when it has lasted so long: providers forget and remember (eventual consistency). */
export const missingGraceMs = 5 * 60_000;

/**
 * A create call of unknown fate is looked up so long after it ended: providers work on after our connection is
 * gone (Astria's documentation: after a 504, wait 60 s).
 */
export const settleMs = 60_000;

/** The same where the call was answered to its end, only not to the point: it is over there as well. */
export const answeredSettleMs = 5_000;

/**
 * So many points a start may collect that may have worked, and is made again because no list shows it: one where the list
 * shows other work, two where it shows nothing and may be a stub. Where half of all calls are refused, four times in a row
 * are one in a hundred. After that it is the list that is not believed.
 */
export const mostAbsences = 8;

/** More than anything counts to: a start that was accepted, and is not made again. */
const accepted = 1_000;

/** Whether a start that a list does not show may be made again. */
export function mayStartAgain({ absences }: Operation): boolean {
  return absences < mostAbsences;
}

/** The operation after an outcome, at `now`. Pure; what has ended stays so, but for the links to its files. */
export function advance(operation: Operation, outcome: Outcome, now: Date): Operation {
  if (operation.state === "succeeded") return withFreshLinks(operation, outcome);
  if (hasEnded(operation)) return operation;
  switch (outcome.type) {
    case "started":
    case "found": {
      const running: Operation = { ...operation, state: "running", providerRef: outcome.ref, runningAt: now };
      return outcome.observation ? observe(running, outcome.observation, now) : running;
    }
    case "refused":
    case "unstartable":
      return { ...operation, state: "failed", error: outcome.error, endedAt: now };
    case "postponed":
    case "skipped":
      return { ...operation, state: "planned" };
    case "absent":
      return { ...operation, state: "planned", absences: operation.absences + (outcome.isVouched ? 1 : 2) };
    case "unprovable":
      return { ...operation, state: "unknown" };
    case "observed":
      return observe(operation, outcome.observation, now);
    case "uncertain": {
      // What was accepted is not begun again, whatever a list does not show.
      const absences = outcome.isAccepted ? accepted : operation.absences;
      return { ...operation, absences, settlesAt: new Date(now.getTime() + outcome.settleMs) };
    }
    case "unasked":
    case "troubled":
      return operation;
  }
}

/** A finished operation after its kind has taken of it what it could, at `now`. */
export function keep(before: Operation, result: KeepResult, now: Date): Operation {
  const { cursor, artifacts } = result;
  const operation = cursor ? { ...before, cursor } : before;
  switch (result.type) {
    case "whole":
      return { ...operation, missingSince: null, keptAt: now };
    case "partial":
      // A link that gives something is not dead.
      return artifacts.length > 0 || cursor ? { ...operation, missingSince: null } : operation;
    case "lost":
      // A newer link may be offered at the next check; after a grace, the work is spoilt.
      return missing(operation, now, filesLost);
    case "spoilt":
      return { ...operation, state: "failed", error: result.error };
  }
}

/** True while the provider has it, accepted or begun. */
export function isUnderWay(operation: Operation): boolean {
  return operation.state === "queued" || operation.state === "running";
}

/** True once nothing more will come of it. */
export function hasEnded(operation: Operation): boolean {
  return operation.state === "succeeded" || operation.state === "failed" || operation.state === "canceled";
}

/** True where the work ended without a result. */
export function isSpoilt(operation: Operation): boolean {
  return operation.state === "failed" || operation.state === "canceled";
}

function observe(operation: Operation, seen: Observation, now: Date): Operation {
  switch (seen.state) {
    case "queued":
      return { ...operation, state: "queued", expectedAt: seen.expectedAt, missingSince: null };
    case "running":
      return {
        ...operation,
        state: "running",
        progress: Math.max(operation.progress ?? 0, seen.progress ?? 0) || null,
        expectedAt: seen.expectedAt,
        output: seen.parts ? { files: [], parts: seen.parts } : operation.output,
        missingSince: null,
      };
    case "succeeded":
      return {
        ...operation,
        state: "succeeded",
        progress: 100,
        output: outputOf(seen),
        missingSince: null,
        endedAt: now,
      };
    case "failed":
      return { ...operation, state: "failed", error: seen.error, endedAt: now };
    case "canceled":
      return { ...operation, state: "canceled", endedAt: now };
    case "missing":
      return missing(operation, now, workLost);
  }
}

/** Fresh links replace old ones. Whether they lead anywhere shows when they are followed. */
function withFreshLinks(operation: Operation, outcome: Outcome): Operation {
  if (outcome.type !== "observed" || outcome.observation.state !== "succeeded") return operation;
  return { ...operation, output: outputOf(outcome.observation) };
}

function outputOf({ state: _state, ...output }: Observation & { state: "succeeded" }): WorkOutput {
  return output;
}

function missing(operation: Operation, now: Date, error: JobError): Operation {
  const since = operation.missingSince ?? now;
  if (now.getTime() - since.getTime() < missingGraceMs) return { ...operation, missingSince: since };
  return { ...operation, state: "failed", missingSince: since, endedAt: now, error };
}
