import { setTimeout as sleep } from "node:timers/promises";
import { recordCheckRun, type CheckRun } from "@/lib/db/check-runs";
import { claimDueJobs, claimJob, type Claim, type Horizon } from "@/lib/db/claims";
import type { Change } from "@/lib/jobs/change";
import type { Source } from "@/lib/jobs/source";
import { isTerminal } from "@/lib/jobs/status";
import { kindsOfRows } from "@/lib/kinds/registry";
import { askForPieces } from "./ask-for-pieces";
import { leaseMs } from "./batch";
import { checkBatch, type BatchResult } from "./check-batch";
import { deliverDue } from "./deliver-due";
import { keepLateResults, lateAtOnce } from "./keep-late-result";
import { limits, patientLimits } from "./limits";
import { removeDeleted } from "./remove-deleted";
import { removeOldJobs } from "./remove-old-jobs";
import { filesAtOnce, removeUnusedUploads } from "./remove-unused-uploads";
import { runMs, unhurried, type RunTime } from "./run-time";

/** A job whose steps follow at once is carried on within one run, but not for ever. */
const mostRounds = 8;

/** A job that ends makes room for those in line: so many due jobs are checked then. */
const nextBatchSize = 10;

/** A function waits so long for the next attempt of its job; what takes longer is for whoever comes by then. */
const longestSleepMs = 10_000;

/** What came of checking one job. */
export interface CheckedJob {
  /** Whether this call checked it; not if it was not due or somebody else is at it. */
  isChecked: boolean;
  /** Its attempt has ended, and left a place to somebody in line. */
  makesRoom: boolean;
  /** Pieces of our own work wait to be made for it. */
  hasPieces: boolean;
  /** It stands in line, and whoever asked for it is to have those checked that run, so that its turn comes. */
  isToLook: boolean;
  /** Another attempt begins by itself after so many milliseconds. */
  autoRetryInMs: number | null;
}

const untouched: CheckedJob = {
  isChecked: false,
  makesRoom: false,
  hasPieces: false,
  isToLook: false,
  autoRetryInMs: null,
};

/**
 * Checks one job if it is due or, with `minAgeMs`, if its last check is older than that; goes on while it stays
 * due, in the function that began at `startedAt`. What else that leads to is for `followUp`, after whoever waits for the job has been answered.
 */
export async function checkJob(
  jobId: string,
  source: Source,
  minAgeMs: number | null = null,
  startedAt = performance.now(),
): Promise<CheckedJob> {
  let age = minAgeMs;
  for (let round = 0; round < mostRounds && isWorthBeginning(startedAt); round++) {
    const claim = await claimJob(jobId, leaseMs, age, limits());
    if (claim.jobs.length === 0) return { ...untouched, isChecked: round > 0, isToLook: claim.isToLook };
    const result = await checkBatch(claim, source);
    const makesRoom = roomIsMade(result);
    if (makesRoom || !result.written.some((job) => job.due)) {
      const change = result.written.length > 0 ? result.changes[0] : undefined;
      const autoRetryInMs = change?.autoRetry ? change.nextCheckInMs : null;
      const hasPieces = change?.hasPieces ?? false;
      return { isChecked: true, makesRoom, hasPieces, isToLook: false, autoRetryInMs };
    }
    age = null;
  }
  return { ...untouched, isChecked: true };
}

/**
 * What follows the check of a job in the function that began at `startedAt` (`performance.now()`), though no scheduler
 * and no tab should ever come by: its pieces are asked for, and those in line get their turn. A job in line is checked by
 * nobody, so those that run are, by one of all who ask for such jobs.
 */
export async function followUp(
  { hasPieces, makesRoom, isToLook }: CheckedJob,
  source: Source,
  startedAt: number,
): Promise<void> {
  if (hasPieces) await askForPieces(source);
  if (makesRoom || isToLook) await checkNext(source, startedAt);
}

/**
 * A job is checked, and carried on, in the function that began at `startedAt`: for what begins or ends one, after the
 * response. An attempt that failed is followed by the next, where that is soon, though nobody else should ever come by.
 */
export async function checkAndFollowUp(
  jobId: string,
  source: Source,
  startedAt = performance.now(),
): Promise<void> {
  const checked = await checkJob(jobId, source, null, startedAt);
  await followUp(checked, source, startedAt);
  await beginAgain(jobId, checked, source, startedAt);
}

/** Where another attempt begins by itself soon, waits for that, and carries the job on. */
export async function beginAgain(
  jobId: string,
  { autoRetryInMs }: CheckedJob,
  source: Source,
  startedAt: number,
): Promise<void> {
  if (autoRetryInMs === null || autoRetryInMs > longestSleepMs || !isWorthBeginning(startedAt)) return;
  await sleep(autoRetryInMs);
  await checkAndFollowUp(jobId, source, startedAt);
}

/** Those in line get their turn, and what a webhook made due while it was being checked, in the function that began at `startedAt`. */
export async function checkNext(source: Source, startedAt = performance.now()): Promise<void> {
  for (let round = 0; round < mostRounds && isWorthBeginning(startedAt); round++) {
    const claim = await claimDueJobs(nextBatchSize, leaseMs, null, limits());
    if (claim.jobs.length === 0) return;
    const result = await checkBatch(claim, source);
    if (hasPieces(result)) await askForPieces(source);
    if (!goesOn(result)) return;
  }
}

/** Whether a function that began at `startedAt` (`performance.now()`) still has the time for a batch. */
function isWorthBeginning(startedAt: number): boolean {
  return performance.now() - startedAt < runMs;
}

/** Whether pieces of our own work wait to be made for one of these jobs. */
function hasPieces({ changes }: BatchResult): boolean {
  return changes.some((change) => change.hasPieces);
}

/** Whether there is more to do at once: a job is due again, or has left its place to somebody in line. */
function goesOn(result: BatchResult): boolean {
  return result.written.some((job) => job.due) || roomIsMade(result);
}

/** Whether an attempt has ended: its place is free, though the job may go on with another attempt. */
function roomIsMade({ changes, written }: BatchResult): boolean {
  const isWritten = new Set(written.map((job) => job.jobId));
  return changes.some(
    (change) => isWritten.has(change.jobId) && (change.autoRetry || isTerminal(change.status)),
  );
}

/**
 * Checks everything that is due, of one kind or of all, oldest first and fair between users, and asks for the pieces that
 * are ours. Runs overlap safely; what does not fit into the time is left in `remaining` for the next trigger. Each job is
 * checked once, and again only while it goes on at once: what falls due meanwhile, at its interval, is the next run's.
 */
export async function checkDueJobs(
  source: Source,
  kind: string | null = null,
  batchSize?: number,
): Promise<CheckRun> {
  let latest = beginRun(source);
  for await (const run of checkRounds(source, kind, unhurried(batchSize))) latest = run;
  return latest;
}

/** The same within a run's time; says after every step how far it is, and keeps its summary at the end. */
export async function* checkRounds(
  source: Source,
  kind: string | null,
  time: RunTime,
): AsyncGenerator<CheckRun> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const isWorthBeginning = () => elapsed() < time.batchesMs;
  let run = beginRun(source);
  const asking: Array<Promise<void>> = [];
  const goingOn = new Set<string>();
  let horizon: Horizon | undefined;
  const lists = {};
  while (isWorthBeginning()) {
    const claim = await claimDueJobs(time.batchSize, leaseMs, kind, patientLimits(horizon));
    horizon ??= { until: claim.now, goingOn };
    const claimed = claim.jobs.length + claim.unreadable;
    const { remaining } = claim;
    yield { ...run, claimed: run.claimed + claim.jobs.length, remaining: remaining + claimed };
    run = { ...run, remaining };
    if (claimed > 0) {
      const result = await checkBatch(claim, source, startedAt + time.callsMs, lists);
      for (const { jobId, due } of result.written) {
        if (due) goingOn.add(jobId);
        else goingOn.delete(jobId);
      }
      run = withBatch(run, claim, result);
      yield run;
      if (hasPieces(result)) asking.push(askForPieces(source));
      if (remaining > 0 || goesOn(result)) continue;
    }
    break;
  }
  run = { ...run, durationMs: Math.round(elapsed()) };
  const most = { files: filesAtOnce, late: lateAtOnce };
  const { files, late } = await recordCheckRun(run, most, kindsOfRows());
  yield run;
  // Others' servers may be slow: nothing here waits for them, until it ends.
  const telling = deliverDue(isWorthBeginning);
  await removeUnusedUploads(files, isWorthBeginning);
  await keepLateResults(late, source, isWorthBeginning);
  await removeOldJobs(isWorthBeginning);
  await removeDeleted(isWorthBeginning);
  await Promise.all([...asking, telling]);
}

function beginRun(source: Source): CheckRun {
  const nothing = { claimed: 0, checked: 0, changed: 0, completed: 0, failed: 0, errors: 0 };
  return { source, ...nothing, remaining: 0, durationMs: 0 };
}

/** A run after one more batch. What this leaves to be done at once remains, unless another round takes it up. */
function withBatch(run: CheckRun, claim: Claim & { remaining: number }, result: BatchResult): CheckRun {
  const isWritten = new Set(result.written.map((job) => job.jobId));
  const changes = result.changes.filter((change) => isWritten.has(change.jobId));
  const count = (is: (change: Change) => boolean) => changes.filter(is).length;
  return {
    ...run,
    claimed: run.claimed + claim.jobs.length,
    checked: run.checked + count((change) => change.asked),
    changed: run.changed + count((change) => change.events.length > 0),
    completed: run.completed + count((change) => change.status === "completed"),
    failed: run.failed + count((change) => change.status === "failed"),
    errors: run.errors + count((change) => change.delay !== null),
    remaining: claim.remaining + result.written.filter((job) => job.due).length,
  };
}
