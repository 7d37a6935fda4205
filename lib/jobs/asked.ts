import { noResult, startUnknown } from "./failures";
import type { Makes, StepProfile } from "./kind-profile";
import type { Observation, Outcome } from "./outcome";

/**
 * An outcome as it counts for the step that asked for it. What was asked decides what counts as a result, not what a
 * provider calls its work: work that ended well without files, or without words, where its step makes them, has failed. And
 * where some of a step's work may fail, a start that nobody can find out about is one of these. Pure.
 */
export function judged(outcome: Outcome, step: StepProfile | undefined): Outcome {
  if (outcome.type === "unprovable" && step?.partial) return { type: "refused", error: startUnknown };
  if (!step?.makes || !("observation" in outcome) || outcome.observation?.state !== "succeeded")
    return outcome;
  const seen = asAsked(outcome.observation, step.makes);
  return { ...outcome, observation: seen };
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
