import type { Job, Operation } from "./job";
import { stageNamed, stagesOf, type KindProfile, type StageProfile } from "./kind-profile";
import { isUnderWay } from "./operation";
import { isTerminal } from "./status";

/** Time to the likely end, in milliseconds from now: median, and the range most jobs fall in. */
export interface Estimate {
  lowMs: number;
  medianMs: number;
  highMs: number;
}

/** A provider's own forecast is taken as right within a fifth of what is left, and never below 5 s. */
const forecastSpread = 0.2;
const shortestSpreadMs = 5_000;

/**
 * When the job will likely be done: what is left of the present stage (the provider's forecast if it gives
 * one, else the kind's usual times), then the usual times of the stages after it. `null` once it is over.
 */
export function estimate(job: Job, profile: KindProfile, now: Date): Estimate | null {
  if (isTerminal(job.status)) return null;
  const stages = stagesOf(profile);
  const current = stageNamed(profile, job.stage) ?? stages[0];
  if (!current) return null;

  const total = restOfStage(job, current, now);
  for (const stage of stages.slice(stages.indexOf(current) + 1)) {
    total.lowMs += stage.usual.p50Ms;
    total.medianMs += stage.usual.p50Ms;
    total.highMs += stage.usual.p90Ms;
  }
  return total;
}

/** The range as moments, for the record: what its page says when it starts. */
export function forecastOf(job: Job, profile: KindProfile, now: Date): Job["forecast"] {
  const likely = estimate(job, profile, now);
  if (!likely) return null;
  const inMs = (ms: number) => new Date(now.getTime() + ms).toISOString();
  return { lowAt: inMs(likely.lowMs), highAt: inMs(likely.highMs) };
}

/** When the work of a stage is expected to end: the latest forecast among its running operations that count for anything. */
export function expectedEnd(operations: readonly Operation[], stage: string | null): Date | null {
  let latest: Date | null = null;
  for (const operation of operations) {
    if (operation.step !== stage || operation.supersededAt !== null) continue;
    if (!isUnderWay(operation) || !operation.expectedAt) continue;
    if (!latest || operation.expectedAt > latest) latest = operation.expectedAt;
  }
  return latest;
}

/** What is left of one stage of a job. */
function restOfStage(job: Job, stage: StageProfile, now: Date): Estimate {
  const forecast = expectedEnd(job.operations, stage.name);
  if (forecast) {
    const left = forecast.getTime() - now.getTime();
    if (left < -shortestSpreadMs) return asLongAgain(-left);
    const spread = Math.max(shortestSpreadMs, left * forecastSpread);
    return { lowMs: Math.max(0, left - spread), medianMs: Math.max(0, left), highMs: left + spread };
  }
  const begun = beganAt(job, stage);
  const elapsed = begun === null ? 0 : Math.max(0, now.getTime() - begun);
  const { p50Ms, p90Ms } = stage.usual;
  if (elapsed > p90Ms) return asLongAgain(elapsed - p90Ms);
  const left = Math.max(0, p50Ms - elapsed);
  return { lowMs: left, medianMs: left, highMs: p90Ms - elapsed };
}

/** For how long a job has been in a stage, and how long it is likely to be there in all: its provider's forecast if there is one. */
export function timeInStage(job: Job, stage: StageProfile, now: Date): { passedMs: number; usualMs: number } {
  const begun = beganAt(job, stage) ?? now.getTime();
  const forecast = expectedEnd(job.operations, stage.name);
  const usualMs = forecast ? Math.max(shortestSpreadMs, forecast.getTime() - begun) : stage.usual.p50Ms;
  return { passedMs: Math.max(0, now.getTime() - begun), usualMs: Math.round(usualMs) };
}

/** Since when a stage is at what is left of it: since it was entered, or its last slot was done where they follow each other. */
function beganAt({ timeline, operations }: Job, stage: StageProfile): number | null {
  const entered = timeline.findLast((time) => time.name === stage.name);
  if (!entered) return null;
  const ends = operations.flatMap(({ step, endedAt }) =>
    stage.usualSlots !== undefined && step === stage.name && endedAt ? [endedAt.getTime()] : [],
  );
  return Math.max(Date.parse(entered.startedAt), ...ends);
}

/** What is later than expected by some time will likely need about that time again: the wider, the later. */
function asLongAgain(lateMs: number): Estimate {
  return { lowMs: lateMs / 2, medianMs: lateMs, highMs: lateMs * 2 + shortestSpreadMs };
}
