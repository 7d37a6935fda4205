import { likelyShare } from "./glide";
import type { Job, Operation } from "./job";
import { stagesOf, type KindProfile, type StepProfile } from "./kind-profile";
import { isSpoilt } from "./operation";
import { needsStart } from "./plan";
import { operationAt, type SlotCount } from "./slots";

/** Work that is not finished counts for no more than this, whatever the clock says. */
const nearlyDone = 0.95;

/**
 * Progress of a processing job, 0 to 99: the stages behind it, and of the present one what is finished plus
 * what the provider reports or forecasts of the rest.
 */
export function progressOf(
  job: Job,
  profile: KindProfile,
  step: StepProfile,
  slots: SlotCount,
  now: Date,
): number {
  const stages = stagesOf(profile);
  const index = stages.findIndex((stage) => stage.name === step.name);
  const before = stages[index - 1]?.progressAtEnd ?? 0;
  const count = slots(job, step.name);
  if (count === null) return before;
  let done = 0;
  for (let slot = 0; slot < count; slot++) {
    done += fraction(operationAt(job, step.name, slot), job, step, now);
  }
  const share = count === 0 ? 1 : done / count;
  return Math.min(99, Math.floor(before + (step.progressAtEnd - before) * share));
}

function fraction(operation: Operation | undefined, job: Job, step: StepProfile, now: Date): number {
  if (!operation) return 0;
  if (operation.state === "succeeded") return operation.keptAt === null ? nearlyDone : 1;
  // What ended without a result is behind us, unless it is begun anew.
  if (isSpoilt(operation)) return needsStart(operation, job) ? 0 : 1;
  if (operation.state !== "running" || !operation.runningAt) return 0;
  if (operation.progress !== null) return Math.min(nearlyDone, operation.progress / 100);
  const start = operation.runningAt.getTime();
  const end = operation.expectedAt?.getTime() ?? start + step.usual.p50Ms / (step.usualSlots ?? 1);
  return Math.min(nearlyDone, likelyShare(now.getTime() - start, end - start));
}
