import { isWorthAnother } from "./again";
import { lateness } from "./deadline";
import type { Change, Findings } from "./decide";
import { forecastOf } from "./eta";
import {
  kindRetired,
  neverStarted,
  resultUnavailable,
  startUnknown,
  stoppedByProvider,
  timedOut,
} from "./failures";
import type { Job, Operation } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile, StepProfile } from "./kind-profile";
import { nextAttempt } from "./next-attempt";
import { isSpoilt } from "./operation";
import type { Trouble } from "./outcome";
import { currentStep, operationAt, plan, unsaved, type SlotCount } from "./plan";
import { progressOf } from "./progress";
import { resultOf } from "./result";
import { isTerminal, transition } from "./status";
import { endStage, enterStage } from "./timeline";
import { waitBeforeNext } from "./wait";

export type Judgement = Omit<
  Change,
  "jobId" | "asked" | "checksSaved" | "deadlineMs" | "operations" | "artifacts" | "events"
>;

/**
 * What becomes of a job whose operations are as `job` now has them: failed, completed, given up, or going on.
 * The transition table has the last word. Pure.
 */
export function judge(
  job: Job,
  profile: KindProfile,
  slots: SlotCount,
  findings: Findings,
  now: Date,
  random: number,
): Judgement {
  if (profile.steps.length === 0) return unknownKind(job, now);
  const step = currentStep(job, profile, slots);
  const isFinished = step === null && unsaved(job).length === 0;
  const fatal = fatalFailure(job, profile, slots);
  if (fatal && isWorthAnother(fatal.failed, job, profile, now))
    return nextAttempt(job, fatal.error, now, random);
  if (fatal) return over(job, "fail", fatal.error, now);
  if (isFinished && transition(job.status, "complete")) return over(job, "complete", null, now);
  if (!isFinished && lateness(job, profile, now) === "given_up") {
    return over(job, "fail", lateError(job, step), now);
  }

  const going = goOn(job, profile, slots, step, findings, now, random);
  // A retry that adopts everything has to start before it can complete: at once, in the next round.
  return isFinished ? { ...going, nextCheckInMs: 0 } : going;
}

/** An older deployment may meet a kind that a newer one knows: the job is left alone until its deadline. */
function unknownKind(job: Job, now: Date): Judgement {
  if (now >= job.deadlineAt) return over(job, "fail", kindRetired, now);
  const { status, stage, progress, output, error, delay, timeline, failedChecks, forecast } = job;
  return {
    status,
    stage,
    progress,
    provider: null,
    output,
    error,
    delay,
    timeline,
    nextCheckInMs: 60_000,
    failedChecks,
    again: false,
    forecast,
  };
}

function over(job: Job, event: "complete" | "fail", error: JobError | null, now: Date): Judgement {
  const status = transition(job.status, event);
  if (status === null || !isTerminal(status)) throw new Error(`${event} does not end a ${job.status} job`);
  return {
    status,
    stage: job.stage,
    progress: event === "complete" ? 100 : job.progress,
    provider: null,
    output: event === "complete" ? resultOf(job) : null,
    error,
    delay: null,
    timeline: endStage(job.timeline, now),
    nextCheckInMs: null,
    failedChecks: 0,
    again: false,
    forecast: job.forecast,
  };
}

function goOn(
  job: Job,
  profile: KindProfile,
  slots: SlotCount,
  step: StepProfile | null,
  findings: Findings,
  now: Date,
  random: number,
): Judgement {
  const isStarted = job.operations.some((operation) => operation.runningAt !== null);
  const stage = step ?? profile.saving;
  const timeline = isStarted ? enterStage(job.timeline, stage.name, now) : job.timeline;
  const trouble = worstTrouble(findings);
  const failedChecks = trouble ? job.failedChecks + 1 : 0;
  const wait = waitBeforeNext({
    job: { ...job, timeline },
    stage,
    next: plan(job, profile, slots, now),
    isCutShort: [...findings.outcomes.values()].some((outcome) => outcome.type === "unasked"),
    isOverdue: lateness(job, profile, now) === "overdue",
    trouble,
    failedChecks,
    now,
    random,
  });
  const until = new Date(now.getTime() + wait.ms).toISOString();
  const measured = step ?? profile.steps.at(-1);
  return {
    status: isStarted ? (transition(job.status, "start") ?? job.status) : job.status,
    stage: isStarted ? stage.name : job.stage,
    progress: isStarted && measured ? progressOf(job, profile, measured, slots, now) : job.progress,
    provider: step?.provider ?? null,
    output: null,
    error: null,
    delay: wait.isSettling
      ? job.delay && { ...job.delay, until }
      : trouble && { code: trouble.code, message: trouble.message, until },
    timeline,
    nextCheckInMs: wait.ms,
    failedChecks,
    again: false,
    forecast:
      job.forecast ?? (isStarted ? forecastOf({ ...job, stage: stage.name, timeline }, profile, now) : null),
  };
}

/** Why a job that is given up has failed: its file, the work itself, or its start. */
function lateError(job: Job, step: StepProfile | null): JobError {
  if (step === null) return resultUnavailable;
  return job.operations.some(mayBeCharged) ? timedOut : neverStarted;
}

/** Refused and planned starts cost nothing. */
function mayBeCharged(operation: Operation): boolean {
  return operation.state !== "planned" && operation.error?.charged !== false;
}

/** Why the job cannot go on, if it cannot: a step that needs all of its work lost some, or one lost it all. */
function fatalFailure(
  job: Job,
  profile: KindProfile,
  slots: SlotCount,
): { error: JobError; failed: readonly Operation[] } | null {
  for (const step of profile.steps) {
    const operations = Array.from({ length: slots(step.name) }, (_, slot) =>
      operationAt(job, step.name, slot),
    ).flatMap((operation) => (operation?.attempt === job.attempt ? [operation] : []));
    if (operations.some((operation) => operation.state === "unknown"))
      return { error: startUnknown, failed: [] };
    const failed = operations.filter(isSpoilt);
    const isLost = step.partial ? failed.length === slots(step.name) : failed.length > 0;
    if (isLost) return { error: failed[0]?.error ?? stoppedByProvider, failed };
  }
  return null;
}

/** The trouble that asks for the longest wait. */
function worstTrouble(findings: Findings): Trouble | null {
  let worst: Trouble | null = findings.troubles[0] ?? null;
  for (const outcome of findings.outcomes.values()) {
    if (outcome.type !== "troubled" && outcome.type !== "postponed" && outcome.type !== "uncertain") continue;
    if (!worst || (outcome.trouble.retryAfterMs ?? 0) > (worst.retryAfterMs ?? 0)) worst = outcome.trouble;
  }
  return worst;
}
