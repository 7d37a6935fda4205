import type { Change, CheckResult, LedgerEntry } from "./change";
import type { Job, Operation } from "./job";

/** A change that nothing is said of yet. */
type Unsaid = Omit<Change, "events" | "changesRecord">;

/**
 * What a check has to say: what became of work, what was saved, what became of the job. Whatever changes status, stage or progress leaves at
 * least one line, so that the job row always equals the replay of its ledger.
 */
export function ledgerEntries(
  before: Job,
  change: Unsaid,
  result: CheckResult,
  isNewlyOverdue: boolean,
): LedgerEntry[] {
  const entries = [...workEntries(change, result), ...savedEntries(before, change)];
  if (change.status === "completed") return [...entries, { type: "completed", detail: countsOf(change) }];
  if (change.autoRetry) {
    const attempt = before.attempt + 1;
    const detail = { attempt, message: change.delay?.message, retryInMs: change.nextCheckInMs };
    return [...entries, { type: "retrying", detail }];
  }
  if (change.status === "failed") {
    const { code, message } = change.error ?? {};
    return [...entries, { type: "failed", detail: { code, message } }];
  }
  if (change.stage !== before.stage)
    entries.push({ type: "stage", detail: { from: before.stage, to: change.stage } });
  if (isNewlyOverdue)
    entries.push({ type: "overdue", detail: { deadlineAt: before.deadlineAt.toISOString() } });
  if (change.delay) {
    const { code, message } = change.delay;
    entries.push({ type: "delayed", detail: { code, message, retryInMs: change.nextCheckInMs } });
  } else if (before.delay && before.delay.code !== "retrying")
    entries.push({ type: "recovered", detail: {} });
  if (entries.length === 0 && (change.progress !== before.progress || change.status !== before.status)) {
    entries.push({ type: "progress", detail: { progress: change.progress } });
  }
  return entries.length > 0 ? entries : movedEntries(before, change);
}

/**
 * What moved and is said by nothing else, as one line: a page shows which pieces are being worked on, and is told to look by the
 * ledger alone. Where some began and others stand in line again, it is said of the former.
 */
function movedEntries(before: Job, change: Unsaid): LedgerEntry[] {
  const were = new Map(before.operations.map((operation) => [operation.id, operation]));
  const wasInHand = ({ id }: Operation) => isInHand(were.get(id));
  const moved = change.operations.filter((operation) => isInHand(operation) !== wasInHand(operation));
  const begun = moved.filter(isInHand);
  const [one] = begun.length > 0 ? begun : moved;
  if (!one) return [];
  const { step, provider } = one;
  const detail = { step, provider, count: begun.length || moved.length };
  return [{ type: begun.length > 0 ? "begun" : "queued", detail }];
}

/** Whether its provider works on it, or has done so. */
function isInHand(operation: Operation | undefined): boolean {
  return operation?.state === "running" || operation?.state === "succeeded";
}

/** What became of pieces of work; those that were started are one line a provider. */
function workEntries(change: Unsaid, { outcomes }: CheckResult): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  const started = change.operations.filter(({ id }) => outcomes.get(id)?.type === "started");
  for (const { id, step, slot, provider, providerRef, state, error } of change.operations) {
    const outcome = outcomes.get(id);
    if (outcome?.type === "found")
      entries.push({ type: "found", detail: { step, slot, provider, ref: providerRef } });
    if (outcome?.type === "absent") entries.push({ type: "start_lost", detail: { step, slot, provider } });
    if (state === "failed" || state === "canceled") {
      const detail = { step, slot, code: error?.code, message: error?.message };
      entries.push({ type: "spoilt", detail });
    }
  }
  for (const [provider, operations] of Map.groupBy(started, (operation) => operation.provider)) {
    const { step, providerRef: ref } = operations[0] ?? {};
    entries.push({ type: "started", detail: { step, provider, count: operations.length, ref } });
  }
  return entries;
}

function savedEntries(before: Job, { artifacts }: Unsaid): LedgerEntry[] {
  if (artifacts.length === 0) return [];
  const names = artifacts.map((artifact) => artifact.name);
  const superseded = new Set(before.operations.flatMap(({ id, supersededAt }) => (supersededAt ? id : [])));
  const others = before.artifacts.filter(
    ({ name, operationId }) => !names.includes(name) && !superseded.has(operationId),
  );
  return [{ type: "saved", detail: { names, total: others.length + names.length } }];
}

/** The result without the answer itself, which may be long. */
function countsOf({ output }: Unsaid): Record<string, unknown> {
  return Object.fromEntries(Object.entries(output ?? {}).filter(([name]) => name !== "text"));
}
