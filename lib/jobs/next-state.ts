import type { CheckResult, NextState } from "./change";
import { lateness } from "./deadline";
import { expectedEnd, forecastOf } from "./eta";
import { fatalFailure, lateError, type FatalFailure } from "./fatal";
import { kindRetired } from "./failures";
import type { Job } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile, StageProfile } from "./kind-profile";
import type { Trouble } from "./outcome";
import { enginesAhead, enginesAt, providersOf, type Plan } from "./plan";
import { progressOf } from "./progress";
import { resultOf } from "./result";
import { backoff, nextCheckIn } from "./schedule";
import type { SlotCount } from "./slots";
import { isTerminal, transition } from "./status";
import { endStage, enterStage } from "./timeline";

/** A job as its operations now stand, and what is left to do for it. */
export interface Situation {
  job: Job;
  profile: KindProfile;
  slots: SlotCount;
  left: Plan;
  now: Date;
  /** In [0, 1): spreads retries. */
  random: number;
}

/**
 * The next state of a job: failed, tried again by itself, completed, given up, or going on. The transition table has
 * the last word. Pure.
 */
export function nextState(situation: Situation, result: CheckResult): NextState {
  const { job, profile, left, now } = situation;
  if (profile.steps.length === 0) return unknownKind(job, now);
  const isFinished = left.step === null && left.keep.length === 0;
  const failure = result.fault ? { error: result.fault, failed: [] } : fatalFailure(situation);
  if (failure && isRetryable(failure, situation)) return nextAttempt(situation, failure.error);
  if (failure) return over(situation, "fail", failure.error);
  if (isFinished && transition(job.status, "complete")) return over(situation, "complete", null);
  if (!isFinished && lateness(job, profile, now) === "given_up") {
    return over(situation, "fail", lateError(job, left.step));
  }
  return goOn(situation, result);
}

/** An older deployment may meet a kind that a newer one knows: the job is left alone until its deadline. */
function unknownKind(job: Job, now: Date): NextState {
  if (now < job.deadlineAt) return { ...stateOf(job), nextCheckInMs: 60_000 };
  const end = { status: "failed", error: kindRetired, delay: null, failedChecks: 0 } as const;
  return { ...stateOf(job), ...end, timeline: endStage(job.timeline, now) };
}

function over(situation: Situation, event: "complete" | "fail", error: JobError | null): NextState {
  const { job, profile, now } = situation;
  const status = transition(job.status, event);
  if (status === null || !isTerminal(status)) throw new Error(`${event} does not end a ${job.status} job`);
  const isDone = event === "complete";
  return {
    ...stateOf(job),
    status,
    progress: isDone ? 100 : job.progress,
    providers: [],
    output: isDone ? (profile.result ?? resultOf)(job) : null,
    error,
    delay: null,
    timeline: endStage(job.timeline, now),
    nextCheckInMs: null,
    failedChecks: 0,
  };
}

/** The attempt has failed, and another one begins by itself after a pause. */
function nextAttempt(situation: Situation, error: JobError): NextState {
  const { job, now, random } = situation;
  const status = transition(job.status, "auto_retry");
  if (status === null) throw new Error(`a ${job.status} job cannot be tried again`);
  const waitMs = backoff(job.autoRetries + 1, null, random);
  const message = `Attempt ${job.attempt} failed: ${sentence(error.message)}`;
  return {
    status,
    stage: null,
    progress: 0,
    providers: providersNext(situation),
    output: null,
    error: null,
    delay: { code: "retrying", message, until: after(now, waitMs) },
    timeline: [],
    nextCheckInMs: waitMs,
    failedChecks: 0,
    autoRetry: true,
    forecast: null,
  };
}

function goOn(situation: Situation, result: CheckResult): NextState {
  const { job, profile, slots, left, now } = situation;
  const isStarted = job.operations.some((operation) => operation.runningAt !== null);
  const stage = left.step ?? profile.saving;
  const timeline = isStarted ? enterStage(job.timeline, stage.name, now) : job.timeline;
  const trouble = worstTrouble(result);
  const failedChecks = trouble ? job.failedChecks + 1 : 0;
  const wait = waitBeforeNext(
    { ...situation, job: { ...job, timeline } },
    stage,
    result,
    trouble,
    failedChecks,
  );
  const until = after(now, wait.ms);
  const measured = left.step ?? profile.steps.at(-1);
  return {
    status: isStarted ? (transition(job.status, "start") ?? job.status) : job.status,
    stage: isStarted ? stage.name : job.stage,
    progress: isStarted && measured ? progressOf(job, profile, measured, slots, now) : job.progress,
    providers: left.step ? providersOf(enginesAt(job, left.step, slots)) : [],
    output: null,
    error: null,
    delay: wait.isSettling
      ? job.delay && { ...job.delay, until }
      : trouble && { code: trouble.code, message: trouble.message, until },
    timeline,
    nextCheckInMs: wait.ms,
    failedChecks,
    autoRetry: false,
    // What its page showed first is what it is measured by.
    forecast:
      job.forecast ?? (isStarted ? forecastOf({ ...job, stage: stage.name, timeline }, profile, now) : null),
  };
}

/** Another try would fail the same way until a person has done something about it. */
const needsPerson: ReadonlySet<string> = new Set(["payment_required"]);

/**
 * Whether failed work is tried again without asking anybody: its provider itself said that it failed and that trying
 * again may help, nobody was charged as far as is known, the kind allows another, and the job is within its deadline.
 * Work that was lost or never answered may have been paid for: that is for a person to decide.
 */
function isRetryable({ failed }: FatalFailure, { job, profile, now }: Situation): boolean {
  if (job.autoRetries >= profile.automaticRetries || lateness(job, profile, now) !== "within") return false;
  return (
    failed.length > 0 &&
    failed.every(({ state, error, missingSince }) => {
      return state === "failed" && missingSince === null && error !== null && mayHelp(error);
    })
  );
}

function mayHelp(error: JobError): boolean {
  return error.retryable && error.charged !== true && !needsPerson.has(error.code);
}

/** How long to wait before the next check, in milliseconds; `isSettling` while a start of unknown fate is waited for. */
function waitBeforeNext(
  { job, profile, left, now, random }: Situation,
  stage: StageProfile,
  result: CheckResult,
  trouble: Trouble | null,
  failedChecks: number,
): { ms: number; isSettling: boolean } {
  // A retry that adopts everything has to start before it can complete: at once, in the next round.
  if (left.step === null && left.keep.length === 0) return { ms: 0, isSettling: false };
  const isOverdue = lateness(job, profile, now) === "overdue";
  const entered = job.timeline.at(-1);
  const expected = expectedEnd(job.operations, stage.name);
  const usual = nextCheckIn({
    intervalMs: stage.intervalMs,
    ageMs: entered ? now.getTime() - Date.parse(entered.startedAt) : 0,
    expectedInMs: expected && expected.getTime() - now.getTime(),
    overdue: isOverdue,
  });
  if (trouble) {
    const ms = backoff(failedChecks, trouble.retryAfterMs, random);
    return { ms: isOverdue ? Math.max(ms, usual) : ms, isSettling: false };
  }
  // Time ran out before everything was asked.
  const isCutShort = [...result.outcomes.values()].some((outcome) => outcome.type === "unasked");
  if (isCutShort || left.begin.length > 0 || left.keep.length > 0) return { ms: 0, isSettling: false };
  if (left.settling.length === 0) return { ms: usual, isSettling: false };
  const settlingMs = left.settling.reduce(
    (least, operation) => Math.min(least, operation.settlesAt.getTime() - now.getTime()),
    Infinity,
  );
  return { ms: left.observe.length > 0 ? Math.min(usual, settlingMs) : settlingMs, isSettling: true };
}

/** The trouble that asks for the longest wait. */
function worstTrouble({ kept, outcomes }: CheckResult): Trouble | null {
  const troubles = [
    ...kept.flatMap((each) => (each.type === "whole" ? [] : (each.trouble ?? []))),
    ...[...outcomes.values()].flatMap((each) => ("trouble" in each ? each.trouble : [])),
  ];
  return troubles.reduce<Trouble | null>((worst, each) => {
    return !worst || (each.retryAfterMs ?? 0) > (worst.retryAfterMs ?? 0) ? each : worst;
  }, null);
}

/** Who would be asked next in another attempt: that is the line it stands in. */
function providersNext({ job, profile, slots }: Situation): string[] {
  return providersOf(enginesAhead({ ...job, attempt: job.attempt + 1 }, profile, slots));
}

/** The state a job has already, for what changes little of it. */
function stateOf({ status, stage, progress, output, error, delay, timeline, failedChecks, forecast }: Job) {
  const rest = { providers: [], nextCheckInMs: null, autoRetry: false };
  return { status, stage, progress, output, error, delay, timeline, failedChecks, forecast, ...rest };
}

function after(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

/** A provider's words, with an end. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
