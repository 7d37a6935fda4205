import type { Change, CheckResult, NextState } from "./change";
import { lateness } from "./deadline";
import { isSame } from "./is-same";
import type { Job, Operation } from "./job";
import type { KindProfile } from "./kind-profile";
import { withLateSpoilt } from "./give-up";
import { ledgerEntries } from "./ledger";
import { nextState } from "./next-state";
import { plan } from "./plan";
import type { SlotCount } from "./slots";

/** A job as a check found it and as it stands after it, and how its kind describes it. */
export interface LearnedJob {
  before: Job;
  /** With all that the check learned (see learn.ts). */
  job: Job;
  profile: KindProfile;
  slots: SlotCount;
}

/**
 * What all that a check learned means for the job at `now`: it goes on, at once or later; another attempt begins by
 * itself; it is completed; or it fails, with the reason (see next-state.ts). Pure; `random` in [0, 1) spreads retries.
 * How many pieces a step has is asked of the job as it is after the check, never as it was before.
 */
export function decide(learned: LearnedJob, result: CheckResult, now: Date, random: number): Change {
  const { before, profile, slots } = learned;
  const job = withLateSpoilt(learned.job, profile, slots, now);
  const left = plan(job, profile, slots, now);
  const next = nextState({ job, profile, slots, left, now, random }, result);
  const kept = new Set(result.kept.map((each) => each.operationId));
  const states = new Map(learned.job.operations.map(({ id, state }) => [id, state]));
  const isTouched = ({ id, state }: Operation) =>
    result.outcomes.has(id) || kept.has(id) || states.get(id) !== state;
  const change = {
    ...next,
    // Progress never falls within an attempt.
    progress: next.autoRetry ? next.progress : Math.max(next.progress, before.progress),
    jobId: job.id,
    asked: result.asked,
    checksSaved: result.checksSaved,
    deadlineMs: profile.deadlineMs,
    operations: job.operations.filter(isTouched),
    artifacts: result.kept.flatMap((each) => each.artifacts),
    hasPieces: next.nextCheckInMs !== null && left.pieces.length > 0,
  };
  const wasWithin = before.updatedAt < before.deadlineAt;
  const isNewlyOverdue = wasWithin && lateness(before, profile, now) !== "within";
  const events = ledgerEntries(before, change, result, isNewlyOverdue);
  const were = new Map(before.operations.map((operation) => [operation.id, operation]));
  return {
    ...change,
    operations: change.operations.filter((operation) => !isSame(operation, were.get(operation.id))),
    events,
    changesRecord: events.length > 0 || saysMore(change, before),
  };
}

/** Whether a job's row is to say anything else than before, but for when it was checked, and is to be. */
function saysMore(next: NextState, before: Job): boolean {
  return recordedFields.some((field) => !isSame(next[field], before[field])) || next.autoRetry;
}

/** What a row says, apart from who is next to be asked, and when. */
type Recorded = Exclude<keyof NextState, "providers" | "nextCheckInMs" | "autoRetry">;

/** All of it, whatever is added to it: a list could lack one. */
const recorded = {
  status: true,
  stage: true,
  progress: true,
  output: true,
  error: true,
  delay: true,
  timeline: true,
  failedChecks: true,
  forecast: true,
} satisfies Record<Recorded, true>;

const recordedFields = Object.keys(recorded) as Recorded[];
