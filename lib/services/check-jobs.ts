import { recordCheckRun, type CheckRun } from "@/lib/db/check-runs";
import { claimDueJobs, claimJob } from "@/lib/db/claims";
import { isTerminal } from "@/lib/jobs/status";
import { leaseMs } from "./batch";
import { limits } from "./limits";
import { checkBatch, type BatchResult } from "./check-batch";
import type { Source } from "@/lib/jobs/source";

/** Jobs claimed at once. */
const usualBatchSize = 500;

/** No new batch is begun so long after the start of a run: the last one still ends within a function's 300 s. */
const runMs = 180_000;

/** A job whose steps follow at once is carried on within one run, but not for ever. */
const mostRounds = 8;

/** A job that ends makes room for those in line: so many due jobs are checked then. */
const nextBatchSize = 10;

/**
 * Checks one job if it is due or, with `minAgeMs`, if its last check is older than that; goes on while it stays
 * due. True if this call checked it; false if it was not due or somebody else is at it.
 */
export async function checkJob(
  jobId: string,
  source: Source,
  minAgeMs: number | null = null,
): Promise<boolean> {
  return (await checkOne(jobId, source, minAgeMs)).isChecked;
}

/** What came of checking one job. */
export interface Checked {
  isChecked: boolean;
  /** Its attempt has ended, and left a place to somebody in line: `checkNext` is worth a call. */
  makesRoom: boolean;
  /** Another attempt begins by itself after so many milliseconds. */
  againInMs: number | null;
}

const untouched: Checked = { isChecked: false, makesRoom: false, againInMs: null };

/** The same, with what came of it. */
export async function checkOne(
  jobId: string,
  source: Source,
  minAgeMs: number | null = null,
): Promise<Checked> {
  const startedAt = performance.now();
  let age = minAgeMs;
  for (let round = 0; round < mostRounds && performance.now() - startedAt < runMs; round++) {
    const claim = await claimJob(jobId, leaseMs, age, limits());
    if (claim.jobs.length === 0) return { ...untouched, isChecked: round > 0 };
    const result = await checkBatch(claim, source);
    const again = result.changes.find((change) => change.again && result.written.length > 0);
    const makesRoom = roomIsMade(result);
    if (makesRoom || !result.written.some((job) => job.due)) {
      return { isChecked: true, makesRoom, againInMs: again?.nextCheckInMs ?? null };
    }
    age = null;
  }
  return { ...untouched, isChecked: true };
}

/** After a job has ended, in the function that began at `startedAt`: those in line get their turn, though no scheduler and no tab should ever come by. */
export async function checkNext(source: Source, startedAt = performance.now()): Promise<void> {
  for (let round = 0; round < mostRounds && isWorthBeginning(startedAt); round++) {
    const claim = await claimDueJobs(nextBatchSize, leaseMs, null, limits());
    if (claim.jobs.length === 0) return;
    if (!roomIsMade(await checkBatch(claim, source))) return;
  }
}

/** Whether a function that began at `startedAt` (`performance.now()`) still has the time for a batch. */
export function isWorthBeginning(startedAt: number): boolean {
  return performance.now() - startedAt < runMs;
}

/** Whether an attempt has ended: its place is free, though the job may go on with another attempt. */
function roomIsMade({ changes, written }: BatchResult): boolean {
  const isWritten = new Set(written.map((job) => job.jobId));
  return changes.some((change) => isWritten.has(change.jobId) && (change.again || isTerminal(change.status)));
}

/**
 * Checks everything that is due, of one kind or of all, oldest first and fair between users. Runs overlap
 * safely; what does not fit into the time is left in `remaining` for the next trigger.
 */
export async function checkDueJobs(
  source: Source,
  kind: string | null = null,
  batchSize = usualBatchSize,
): Promise<CheckRun> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const run: CheckRun = {
    source,
    claimed: 0,
    checked: 0,
    changed: 0,
    completed: 0,
    failed: 0,
    errors: 0,
    remaining: 0,
    durationMs: 0,
  };
  while (elapsed() < runMs) {
    const claim = await claimDueJobs(batchSize, leaseMs, kind, limits());
    run.remaining = claim.remaining;
    const claimed = claim.jobs.length + claim.unreadable;
    if (claimed === 0) break;
    const result = await checkBatch(claim, source);
    addTo(run, claim.jobs.length, result);
    const goesOn = result.written.some((job) => job.due) || roomIsMade(result);
    if (claimed < batchSize && !goesOn) break;
  }
  run.durationMs = elapsed();
  await recordCheckRun(run);
  return run;
}

function addTo(run: CheckRun, claimed: number, { changes, written }: BatchResult): void {
  const isWritten = new Set(written.map((job) => job.jobId));
  run.claimed += claimed;
  for (const change of changes) {
    if (!isWritten.has(change.jobId)) continue;
    if (change.asked) run.checked++;
    if (change.events.length > 0) run.changed++;
    if (change.status === "completed") run.completed++;
    if (change.status === "failed") run.failed++;
    if (change.delay) run.errors++;
  }
}
