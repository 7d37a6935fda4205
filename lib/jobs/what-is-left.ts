import type { Job } from "./job";
import type { KindProfile, StepProfile } from "./kind-profile";
import { operationAt, type SlotCount } from "./slots";

/**
 * A kind as it is for the rest of this job: the usual time of each step is that of the slots that are left of it. What is
 * there takes no time again, and slots that are made one after the other take it each. Pure.
 */
export function ofWhatIsLeft(profile: KindProfile, job: Job, slots: SlotCount): KindProfile {
  return { ...profile, steps: profile.steps.map((step) => ofSlotsLeft(step, job, slots)) };
}

function ofSlotsLeft(step: StepProfile, job: Job, slots: SlotCount): StepProfile {
  const count = slots(job, step.name);
  if (count === null) return step;
  const all = Array.from({ length: count }, (_, slot) => operationAt(job, step.name, slot));
  const undone = all.filter((operation) => operation?.state !== "succeeded").length;
  // Of the present step something is left: what came of it, if nothing else, is being kept.
  const left = step.name === job.stage ? Math.max(1, undone) : undone;
  const share = left === 0 ? 0 : step.usualSlots === undefined ? 1 : left / step.usualSlots;
  const { p50Ms, p90Ms } = step.usual;
  return { ...step, usual: { p50Ms: p50Ms * share, p90Ms: p90Ms * share } };
}
