import { isPoster } from "./artifact";
import { lateness } from "./deadline";
import type { Artifact, Job, Operation } from "./job";
import type { KindProfile, StepProfile } from "./kind-profile";
import { hasEnded, isSpoilt, isUnderWay } from "./operation";

/** What one check has to do for a job. Empty lists mean: nothing of that sort. */
export interface Plan {
  step: StepProfile | null;
  /** Slots of the step that need a create call. */
  begin: number[];
  /** Starts of unknown fate, to be looked up at the provider. */
  reconcile: Operation[];
  /** Starts of unknown fate that may still be under way, and are left alone until they have settled. */
  settling: Operation[];
  /** Running work to ask about, and finished work whose links were refused: there may be new ones. */
  observe: Operation[];
  /** Finished work whose files are not all in our storage yet. */
  save: Operation[];
}

/** How many slots a step has for this job. Kinds decide; the core only counts. */
export type SlotCount = (step: string) => number;

/**
 * What to do next for a job at `now`. A slot keeps the best operation of any attempt, so a retry adopts what
 * has finished or still runs at the provider instead of paying for it again.
 */
export function plan(job: Job, profile: KindProfile, slots: SlotCount, now: Date): Plan {
  const step = currentStep(job, profile, slots);
  const save = unsaved(job);
  const refused = save.filter((operation) => operation.missingSince !== null);
  const result: Plan = { step, begin: [], reconcile: [], settling: [], observe: refused, save };
  if (!step) return result;

  // What would be paid for now would be given up in the same breath.
  const isGivenUp = lateness(job, profile, now) === "given_up";
  for (let slot = 0; slot < slots(step.name); slot++) {
    const operation = operationAt(job, step.name, slot);
    if (!operation || needsStart(operation, job.attempt)) {
      if (!isGivenUp) result.begin.push(slot);
    } else if (isUnderWay(operation)) result.observe.push(operation);
    else if (hasEnded(operation)) continue;
    else if (now >= operation.settlesAt) result.reconcile.push(operation);
    else result.settling.push(operation);
  }
  return result;
}

/** The first step with work left, or `null` when all provider work of the job has ended. */
export function currentStep(job: Job, profile: KindProfile, slots: SlotCount): StepProfile | null {
  for (const step of profile.steps) {
    for (let slot = 0; slot < slots(step.name); slot++) {
      const operation = operationAt(job, step.name, slot);
      if (!operation || !hasEnded(operation) || needsStart(operation, job.attempt)) return step;
    }
  }
  return null;
}

/** The operation that counts for a slot: a success of any attempt, else the latest. */
export function operationAt(job: Job, step: string, slot: number): Operation | undefined {
  let best: Operation | undefined;
  for (const operation of job.operations) {
    if (operation.step !== step || operation.slot !== slot || best?.state === "succeeded") continue;
    if (!best || operation.state === "succeeded" || operation.attempt >= best.attempt) best = operation;
  }
  return best;
}

/** The operations that count: one a slot, of the steps that have begun. */
export function countingOperations(job: Job): Operation[] {
  return job.operations.filter((each) => operationAt(job, each.step, each.slot)?.id === each.id);
}

/** Whether every file an operation offers is in our storage; a poster is not waited for. */
export function isSaved(operation: Operation, artifacts: readonly Artifact[]): boolean {
  const saved = artifacts.filter((each) => each.operationId === operation.id && !isPoster(each));
  const offered = operation.output?.files.filter((file) => !file.isPoster) ?? [];
  return saved.length >= offered.length;
}

/** Finished work whose files are not all in our storage. What another operation has replaced does not count. */
export function unsaved(job: Job): Operation[] {
  return countingOperations(job).filter(
    (operation) => operation.state === "succeeded" && !isSaved(operation, job.artifacts),
  );
}

/** A retry is a person's decision: it starts again what failed, and what nobody could find out about. */
function needsStart(operation: Operation, attempt: number): boolean {
  if (operation.state === "planned") return true;
  return (isSpoilt(operation) || operation.state === "unknown") && operation.attempt < attempt;
}
