import type { Change, Findings } from "./decide";
import type { Job } from "./job";

/** A line for the ledger. `detail` holds plain data; the page makes the sentence. */
export interface LedgerEntry {
  type:
    | "started"
    | "found"
    | "start_lost"
    | "stage"
    | "progress"
    | "saved"
    | "spoilt"
    | "retrying"
    | "delayed"
    | "recovered"
    | "overdue"
    | "completed"
    | "failed";
  detail: Record<string, unknown>;
}

/**
 * What a check has to say, in the order it happened. Whatever changes status, stage or progress leaves at
 * least one line, so that the job row always equals the replay of its ledger.
 */
export function ledgerEntries(
  before: Job,
  change: Change,
  findings: Findings,
  isNewlyOverdue: boolean,
): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  const started = [];
  for (const operation of change.operations) {
    const outcome = findings.outcomes.get(operation.id);
    const { step, slot, provider, providerRef } = operation;
    if (outcome?.type === "started") {
      if (findings.begun.some((begun) => begun.id === operation.id)) started.push(operation);
      else entries.push({ type: "found", detail: { step, slot, provider, ref: providerRef } });
    }
    if (outcome?.type === "absent") entries.push({ type: "start_lost", detail: { step, slot, provider } });
    if (operation.state === "failed")
      entries.push({
        type: "spoilt",
        detail: { step, slot, code: operation.error?.code, message: operation.error?.message },
      });
  }
  const first = started[0];
  if (first) {
    const detail = {
      step: first.step,
      provider: first.provider,
      count: started.length,
      ref: first.providerRef,
    };
    entries.push({ type: "started", detail });
  }
  if (findings.saved.length > 0) {
    const total = before.artifacts.length + findings.saved.length;
    entries.push({
      type: "saved",
      detail: { names: findings.saved.map((artifact) => artifact.name), total },
    });
  }
  if (change.status === "completed") return [...entries, { type: "completed", detail: countsOf(change) }];
  if (change.again) {
    const detail = {
      attempt: before.attempt + 1,
      message: change.delay?.message,
      retryInMs: change.nextCheckInMs,
    };
    return [...entries, { type: "retrying", detail }];
  }
  if (change.status === "failed") {
    return [
      ...entries,
      { type: "failed", detail: { code: change.error?.code, message: change.error?.message } },
    ];
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
  return entries;
}

/** The result without the answer itself, which may be long. */
function countsOf({ output }: Change): Record<string, unknown> {
  return Object.fromEntries(Object.entries(output ?? {}).filter(([name]) => name !== "text"));
}
