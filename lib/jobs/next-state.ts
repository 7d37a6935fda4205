import { isRetryable, reasonToGoOn } from "./auto-retry";
import type { CheckResult, NextState } from "./change";
import { lateness } from "./deadline";
import { forecastOf } from "./eta";
import { fatalFailure, lateError } from "./fatal";
import { kindRetired } from "./failures";
import { isEnough } from "./give-up";
import type { Job } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile } from "./kind-profile";
import { enginesAhead, enginesAt, providersOf } from "./plan";
import { progressOf } from "./progress";
import { resultOf } from "./result";
import { backoff, waitForRoom } from "./schedule";
import type { Situation } from "./situation";
import { isTerminal, transition } from "./status";
import { after, endStage, enterStage } from "./timeline";
import { waitBeforeNext, worstTrouble } from "./wait";
import { ofWhatIsLeft } from "./what-is-left";

/**
 * The next state of a job: failed, tried again by itself, completed, given up, or going on. The transition table has
 * the last word. Pure.
 */
export function nextState(situation: Situation, result: CheckResult): NextState {
  const { job, profile, slots, left, now } = situation;
  if (profile.steps.length === 0) return unknownKind(job, now);
  const isGivenUp = lateness(job, profile, now) === "given_up";
  const isFinished =
    (left.step === null && left.keep.length === 0) || (isGivenUp && isEnough(job, profile, slots));
  const reason = result.fault ? null : reasonToGoOn(situation);
  if (reason) {
    const message = `Not all of it could be done yet: ${sentence(reason.message)}`;
    return nextAttempt(situation, message, waitForRoom(job.autoRetries + 1, situation.random));
  }
  const failure = result.fault ? { error: result.fault, failed: [] } : fatalFailure(situation);
  if (failure && isRetryable(failure, situation)) {
    const message = `Attempt ${job.attempt} failed: ${sentence(failure.error.message)}`;
    return nextAttempt(situation, message, backoff(job.autoRetries + 1, null, situation.random));
  }
  if (failure) return over(situation, "fail", failure.error);
  if (isFinished && transition(job.status, "complete")) return over(situation, "complete", null);
  if (!isFinished && isGivenUp) {
    return over(situation, "fail", lateError(job, left.step, worstTrouble(result) ?? job.delay));
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
    output: isDone ? outputOf(job, profile) : null,
    error: error && asOfAll(error, job),
    delay: null,
    timeline: endStage(job.timeline, now),
    nextCheckInMs: null,
    failedChecks: 0,
  };
}

function outputOf(job: Job, profile: KindProfile): Record<string, unknown> {
  return profile.result ? profile.result(job) : resultOf(job, profile);
}

/** The end of a part as the end of the whole: where other work was done, that was paid for. */
function asOfAll(error: JobError, { operations }: Job): JobError {
  const isPaid = operations.some(({ provider, state }) => provider !== null && state === "succeeded");
  return isPaid && error.charged === false ? { ...error, charged: true } : error;
}

/** The attempt is over, and another one begins by itself after a pause. */
function nextAttempt(situation: Situation, message: string, waitMs: number): NextState {
  const { job, now } = situation;
  const status = transition(job.status, "auto_retry");
  if (status === null) throw new Error(`a ${job.status} job cannot be tried again`);
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
  const isStarted = job.operations.some((each) => each.runningAt !== null && each.supersededAt === null);
  const stage = left.step ?? profile.saving;
  const timeline = isStarted ? enterStage(job.timeline, stage.name, now) : job.timeline;
  const wait = waitBeforeNext({ ...situation, job: { ...job, timeline } }, stage, result);
  const entered = { ...job, stage: stage.name, timeline };
  const measured = left.step ?? profile.steps.at(-1);
  return {
    status: isStarted ? (transition(job.status, "start") ?? job.status) : job.status,
    stage: isStarted ? stage.name : job.stage,
    progress: isStarted && measured ? progressOf(job, profile, measured, slots, now) : job.progress,
    providers: left.step ? providersOf(enginesAt(job, left.step, slots)) : [],
    output: null,
    error: null,
    delay: wait.delay,
    timeline,
    nextCheckInMs: wait.ms,
    failedChecks: wait.failedChecks,
    autoRetry: false,
    // What its page showed first is what it is measured by.
    forecast:
      job.forecast ?? (isStarted ? forecastOf(entered, ofWhatIsLeft(profile, entered, slots), now) : null),
  };
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

/** A provider's words, with an end. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
