import { lateness } from "./deadline";
import type { Engine } from "./engine";
import type { Job, Operation } from "./job";
import { engineOf, enginesOf, type KindProfile, type StepProfile } from "./kind-profile";
import { mayHelp } from "./may-help";
import { hasEnded, isSpoilt, isUnderWay } from "./operation";
import { countingOperations, operationAt, type SlotCount } from "./slots";

/** What one check has to do for a job. Empty lists mean: nothing of that sort. */
export interface Plan {
  /** The first step with work left; `null` when all of it has ended. */
  step: StepProfile | null;
  /** Slots of the step that need an intent, and then a create call where they are a provider's. */
  begin: number[];
  /** Starts of unknown fate, to be looked up at the provider. */
  reconcile: Operation[];
  /** Starts of unknown fate that may still be under way, and are left alone until they have settled. */
  settling: Operation[];
  /** Running work to ask about, and finished work whose links were refused: there may be new ones. */
  observe: Operation[];
  /** Finished work whose kind has not taken all that it made. */
  keep: Operation[];
  /** Pieces of our own work that wait to be made, or are being made. */
  pieces: Operation[];
}

/**
 * What to do next for a job at `now`. A slot keeps the best operation of any attempt, so a retry adopts what
 * has finished or still runs at the provider instead of paying for it again. Linear in the number of slots.
 */
export function plan(job: Job, profile: KindProfile, slots: SlotCount, now: Date): Plan {
  const step = currentStep(job, profile, slots);
  const keep = unkept(job);
  const observe = keep.filter((operation) => operation.missingSince !== null);
  const result: Plan = { step, begin: [], reconcile: [], settling: [], observe, keep, pieces: [] };
  if (!step) return result;

  // What would be paid for now would be given up in the same breath.
  const isGivenUp = lateness(job, profile, now) === "given_up";
  const count = slots(job, step.name) ?? 0;
  for (let slot = 0; slot < count; slot++) {
    const operation = operationAt(job, step.name, slot);
    if (!operation || needsStart(operation, job)) {
      if (!isGivenUp) result.begin.push(slot);
    } else if (hasEnded(operation) || operation.state === "unknown") continue;
    else if (operation.provider === null) result.pieces.push(operation);
    else if (isUnderWay(operation)) result.observe.push(operation);
    else if (now >= operation.settlesAt) result.reconcile.push(operation);
    else result.settling.push(operation);
  }
  return result;
}

/** The first step with work left, or so it seems while nobody knows how much; `null` when all has ended. */
function currentStep(job: Job, profile: KindProfile, slots: SlotCount): StepProfile | null {
  return (
    profile.steps.find((step) => hasWorkLeft(job, step, slots) || isStillTogether(job, step, slots)) ?? null
  );
}

/** Whether a step that ends together has work that is done and not yet kept: what comes after is made of it. */
export function isStillTogether(job: Job, step: StepProfile, slots: SlotCount): boolean {
  if (!step.endsTogether) return false;
  if (hasWorkLeft(job, step, slots)) return true;
  return unkept(job).some((operation) => operation.step === step.name);
}

/** Whether a step has work left, or seems to while nobody knows how much there is. */
export function hasWorkLeft(job: Job, step: StepProfile, slots: SlotCount): boolean {
  const count = slots(job, step.name);
  if (count === null) return true;
  for (let slot = 0; slot < count; slot++) if (isLeft(job, step, slot)) return true;
  return false;
}

/**
 * Whether a slot has work left: not begun, under way, or to be begun anew in this attempt. Of what nobody can find out about,
 * nothing more comes.
 */
function isLeft(job: Job, step: StepProfile, slot: number): boolean {
  const operation = operationAt(job, step.name, slot);
  if (!operation || needsStart(operation, job)) return true;
  return !hasEnded(operation) && operation.state !== "unknown";
}

/** Finished work whose kind has not taken all that it made. What another operation has replaced does not count. */
export function unkept(job: Job): Operation[] {
  return countingOperations(job).filter(
    (operation) => operation.state === "succeeded" && operation.keptAt === null,
  );
}

/** Who is to do what is left of a step, each once. */
export function enginesAt(job: Job, step: StepProfile, slots: SlotCount): Engine[] {
  const count = slots(job, step.name);
  if (count === null) return enginesOf(job.engines, step);
  const engines = new Map<string, Engine>();
  for (let slot = 0; slot < count; slot++) {
    const engine = engineOf(job.engines, step, slot);
    if (engine && isLeft(job, step, slot)) engines.set(`${engine.provider} ${engine.model}`, engine);
  }
  return [...engines.values()];
}

/** Who is to do the next work at providers that is left of a job; nobody where none is. */
export function enginesAhead(job: Job, profile: KindProfile, slots: SlotCount): Engine[] {
  for (const step of profile.steps) {
    const engines = hasWorkLeft(job, step, slots) ? enginesAt(job, step, slots) : [];
    if (engines.length > 0) return engines;
  }
  return [];
}

/** Who would be asked for something new in what is left of a job: not who only goes on with what it has begun. */
export function enginesToBegin(job: Job, { steps }: KindProfile, slots: SlotCount): Engine[] {
  const begins = (step: StepProfile, slot: number) => {
    const operation = operationAt(job, step.name, slot);
    return !operation || needsStart(operation, job);
  };
  const engines = steps.flatMap((step) => {
    const count = slots(job, step.name);
    if (count === null) return enginesOf(job.engines, step);
    const own = Array.from({ length: count }, (_, slot) => engineOf(job.engines, step, slot));
    return own.flatMap((engine, slot) => (engine && begins(step, slot) ? engine : []));
  });
  return [...new Map(engines.map((engine) => [`${engine.provider} ${engine.model}`, engine])).values()];
}

/** The providers of engines, each once. */
export function providersOf(engines: readonly Engine[]): string[] {
  return [...new Set(engines.map((engine) => engine.provider))];
}

/**
 * Whether a slot is begun again though it has an operation. A create that provably did nothing is made again. Another
 * attempt starts again what failed, and what nobody could find out about: all of it where a person decided so; where the
 * attempt began by itself, not what failed since then in a way that is for a person to decide. A piece of our own is made
 * for the attempt that asked for it, and until then it waits.
 */
export function needsStart(
  operation: Operation,
  { attempt, autoRetries }: Pick<Job, "attempt" | "autoRetries">,
): boolean {
  if (operation.provider === null && !hasEnded(operation)) return operation.attempt < attempt;
  if (operation.state === "planned") return true;
  if (operation.attempt >= attempt) return false;
  if (operation.state === "unknown") return true;
  if (!isSpoilt(operation)) return false;
  const isSincePerson = operation.attempt >= attempt - autoRetries;
  return !isSincePerson || (operation.error !== null && mayHelp(operation.error));
}
