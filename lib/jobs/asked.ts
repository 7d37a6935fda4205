import { noResult, startUnknown } from "./failures";
import type { WorkOutput } from "./job";
import type { JobError } from "./job-error";
import { makesAt, type Makes, type StepProfile } from "./kind-profile";
import type { Observation, Outcome } from "./outcome";

/** Who knows why work that succeeded is no result after all; `null` where it is one. */
interface Judge {
  spoilt?(step: string, slot: number, output: WorkOutput): JobError | null;
}

/**
 * An outcome as it counts for the step that asked for it. What was asked decides what counts as a result, not what a
 * provider calls its work: work that ended well without files, or without words, where its step makes them, has failed, and
 * so has what its kind finds spoilt. And where some of a step's work may fail, a start that nobody can find out about is one
 * of these. Pure.
 */
export function judged(
  outcome: Outcome,
  step: StepProfile | undefined,
  slot: number,
  judge?: Judge,
): Outcome {
  if (outcome.type === "unprovable" && step?.partial) return { type: "refused", error: startUnknown };
  if (!step || !("observation" in outcome) || outcome.observation?.state !== "succeeded") return outcome;
  const makes = makesAt(step, slot);
  const seen = makes ? asAsked(outcome.observation, makes) : outcome.observation;
  const error = seen.state === "succeeded" ? (judge?.spoilt?.(step.name, slot, seen) ?? null) : null;
  return { ...outcome, observation: error ? { state: "failed", error } : seen };
}

function asAsked(seen: Observation & { state: "succeeded" }, makes: Makes): Observation {
  const text = seen.text?.trim() ?? "";
  if (makes === "words") {
    if (text !== "") return { ...seen, files: [] };
    return { state: "failed", error: noResult("", seen.isCutShort ?? false) };
  }
  if (seen.files.some((file) => !file.isPoster)) return seen;
  return { state: "failed", error: noResult(text, seen.isCutShort ?? false) };
}
