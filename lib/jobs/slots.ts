import type { Job, Operation } from "./job";

/**
 * How many slots a step has for this job, as it is now: it may follow from what an earlier step made. `null` while
 * nobody can know. Kinds decide; the core only counts.
 */
export type SlotCount = (job: Job, step: string) => number | null;

type Index = ReadonlyMap<string, ReadonlyMap<number, Operation>>;

/** By the list itself, which nobody changes: a step with thousands of slots is indexed once, not once a slot. */
const indexes = new WeakMap<readonly Operation[], Index>();

/** The operation that counts for a slot: a success of any attempt, else the latest; none of what was superseded. */
export function operationAt(job: Pick<Job, "operations">, step: string, slot: number): Operation | undefined {
  if (job.operations.length > 1) return indexOf(job.operations).get(step)?.get(slot);
  // Most jobs have one piece of work, and thousands of jobs are looked at in a run.
  return countingOperations(job).find((only) => only.step === step && only.slot === slot);
}

/** The operations that count: one a slot, of the steps that have begun. */
export function countingOperations({ operations }: Pick<Job, "operations">): Operation[] {
  if (operations.length <= 1) return operations.filter(({ supersededAt }) => supersededAt === null);
  return [...indexOf(operations).values()].flatMap((slots) => [...slots.values()]);
}

function indexOf(operations: readonly Operation[]): Index {
  const known = indexes.get(operations);
  if (known) return known;
  const index = new Map<string, Map<number, Operation>>();
  for (const operation of operations) {
    if (operation.supersededAt !== null) continue;
    const slots = index.get(operation.step) ?? new Map<number, Operation>();
    index.set(operation.step, slots);
    const best = slots.get(operation.slot);
    if (!best || counts(operation, best)) slots.set(operation.slot, operation);
  }
  indexes.set(operations, index);
  return index;
}

/** Whether an operation counts in the place of an earlier one. */
function counts(operation: Operation, best: Operation): boolean {
  if (best.state === "succeeded") return false;
  return operation.state === "succeeded" || operation.attempt >= best.attempt;
}
