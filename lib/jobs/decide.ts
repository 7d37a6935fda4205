import type { Change, CheckResult } from "./change";
import { lateness } from "./deadline";
import type { Artifact, Job, Operation } from "./job";
import type { KindProfile } from "./kind-profile";
import { ledgerEntries } from "./ledger";
import { nextState } from "./next-state";
import { advance, keep } from "./operation";
import type { KeepResult, Outcome } from "./outcome";
import { plan } from "./plan";
import type { SlotCount } from "./slots";

/** A job as a check found it, and as its kind describes it. */
export interface Checked {
  before: Job;
  /** The same after what was learned of its operations (see withOutcomes). */
  job: Job;
  profile: KindProfile;
  slots: SlotCount;
}

/** The job once the outcomes of its operations, those begun in this check included, are known. Pure. */
export function withOutcomes(
  before: Job,
  begun: readonly Operation[],
  outcomes: ReadonlyMap<string, Outcome>,
  now: Date,
): Job {
  if (begun.length === 0 && outcomes.size === 0) return before;
  const isBegun = new Set(begun.map((operation) => operation.id));
  const operations = [...before.operations.filter(({ id }) => !isBegun.has(id)), ...begun];
  return {
    ...before,
    operations: operations.map((operation) => {
      const outcome = outcomes.get(operation.id);
      return outcome ? advance(operation, outcome, now) : operation;
    }),
  };
}

/**
 * What all that a check learned means for the job at `now`. Pure; `random` in [0, 1) spreads retries. How many pieces
 * a step has is asked of the job as it is after the check, never as it was before.
 */
export function decide(checked: Checked, found: CheckResult, now: Date, random: number): Change {
  const { before, profile, slots } = checked;
  const job = withKept(checked.job, found.kept, now);
  const left = plan(job, profile, slots, now);
  const next = nextState({ job, profile, slots, left, now, random }, found);
  const kept = new Set(found.kept.map((each) => each.operationId));
  const isTouched = ({ id }: Operation) => found.outcomes.has(id) || kept.has(id);
  const change: Change = {
    ...next,
    // Progress never falls within an attempt.
    progress: next.autoRetry ? next.progress : Math.max(next.progress, before.progress),
    jobId: job.id,
    asked: found.asked,
    checksSaved: found.checksSaved,
    deadlineMs: profile.deadlineMs,
    operations: job.operations.filter(isTouched),
    artifacts: found.kept.flatMap((each) => each.artifacts),
    events: [],
    hasPieces: next.nextCheckInMs !== null && left.pieces.length > 0,
  };
  const wasWithin = before.updatedAt < before.deadlineAt;
  const isNewlyOverdue = wasWithin && lateness(before, profile, now) !== "within";
  return { ...change, events: ledgerEntries(before, change, found, isNewlyOverdue) };
}

function withKept(job: Job, kept: readonly KeepResult[], now: Date): Job {
  if (kept.length === 0) return job;
  const results = new Map(kept.map((each) => [each.operationId, each]));
  return {
    ...job,
    operations: job.operations.map((operation) => {
      const result = results.get(operation.id);
      return result ? keep(operation, result, now) : operation;
    }),
    artifacts: withSaved(
      job.artifacts,
      kept.flatMap((each) => each.artifacts),
    ),
  };
}

/** A file saved again, under a newer link, replaces the one of its name. */
function withSaved(artifacts: readonly Artifact[], saved: readonly Artifact[]): Artifact[] {
  const names = new Set(saved.map((artifact) => artifact.name));
  return [...artifacts.filter((artifact) => !names.has(artifact.name)), ...saved];
}
