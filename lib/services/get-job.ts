import { setTimeout as sleep } from "node:timers/promises";
import { readJob } from "@/lib/db/read-jobs";
import { readShared } from "@/lib/db/shared-reads";
import type { User } from "@/lib/db/user-client";
import type { Job, Operation } from "@/lib/jobs/job";
import { isTerminal } from "@/lib/jobs/status";
import { errorFields, log } from "@/lib/log";
import { checkForReaders } from "./check-for-readers";
import { checkJob, followUp, type CheckedJob } from "./check-jobs";
import { NotFound } from "./errors";
import { keepLateResult, lateWork } from "./keep-late-result";
import { noteSavedCheck } from "./saved-checks";
import type { Source } from "@/lib/jobs/source";

/** A reader waits no longer than this for a slow provider; the check goes on without them. */
const patienceMs = 8_000;

/** And no longer than this for a check that somebody else has begun: one that is quick is worth it, any other is theirs. */
const patienceForOthersMs = 1_000;

/** A manual check asks the provider again only when the last answer is older than this. */
const manualIntervalMs = 2_000;

/** Keeps work alive after the response, where the platform offers that. */
export type KeepAlive = (work: Promise<unknown>) => void;

/**
 * A job as it is now: if the record is due, the provider is asked first. Any number of readers cause one call an interval,
 * and share what is read (see shared-reads.ts); a reader who knows the record up to `knownAt` sees nothing older. Throws
 * `NotFound`.
 */
export async function getJob(
  user: User,
  id: string,
  source: Source,
  keepAlive: KeepAlive,
  knownAt: Date | null = null,
): Promise<Job> {
  const job = await sharedJob(user, id, knownAt);
  if (isTerminal(job.status)) return job;
  if (!job.nextCheckAt || job.nextCheckAt.getTime() > Date.now()) {
    noteSavedCheck(id);
    return job;
  }
  const check = checkForReaders(id, source);
  if (check instanceof Promise) return refreshed(user, job, check, source, keepAlive);
  noteSavedCheck(id);
  return (await patientlyFor(check.isChecked, patienceForOthersMs)) ? sharedJob(user, id, knownAt) : job;
}

/**
 * The same after a click on "Check status": asks now, at most once every 2 s a job. A job that is over stays so, but
 * work that may still be under way, or is not read, is asked about: its result is kept, for a retry or at once.
 */
export async function updateJob(user: User, id: string, source: Source, keepAlive: KeepAlive): Promise<Job> {
  const job = await requireJob(user, id);
  const late = lateWork(job);
  if (late.length > 0) {
    const asking = askOnceMore(job, late, source);
    keepAlive(asking);
    await patientlyFor(asking);
    return requireJob(user, id);
  }
  if (isTerminal(job.status)) return job;
  return refreshed(user, job, checkJob(id, source, manualIntervalMs), source, keepAlive);
}

/** A job of this user as the record has it. Throws `NotFound`. */
export async function requireJob(user: User, id: string): Promise<Job> {
  const job = await readJob(user, id);
  if (!job) throw new NotFound();
  return job;
}

async function sharedJob(user: User, id: string, knownAt: Date | null): Promise<Job> {
  const job = await readShared(user, id, knownAt);
  if (!job) throw new NotFound();
  return job;
}

async function refreshed(
  user: User,
  job: Job,
  check: Promise<CheckedJob>,
  source: Source,
  keepAlive: KeepAlive,
): Promise<Job> {
  const noted = (error: unknown) => {
    log("error", "a check failed; the record is served as it is", { jobId: job.id, ...errorFields(error) });
    return false;
  };
  const safely = check.then(({ isChecked }) => isChecked, noted);
  const startedAt = performance.now();
  keepAlive(check.then((checked) => followUp(checked, source, startedAt)).catch(noted));
  const isChecked = await patientlyFor(safely);
  if (!isChecked) noteSavedCheck(job.id);
  return isChecked ? sharedJob(user, job.id, null) : job;
}

/** What comes of work that never fails, or `false` where a reader waits for it no longer. */
async function patientlyFor(work: Promise<boolean>, ms = patienceMs): Promise<boolean> {
  const stop = new AbortController();
  const late = sleep(ms, false, { signal: stop.signal }).catch(() => false);
  const result = await Promise.race([work, late]);
  stop.abort();
  return result;
}

/** When ended jobs were last asked about here; kept in memory, since nothing of theirs is claimed. */
const askedAt = new Map<string, number>();
const mostRemembered = 10_000;

/** Whether it was asked about. Never fails. */
async function askOnceMore(job: Job, late: readonly Operation[], source: Source): Promise<boolean> {
  const now = performance.now();
  if (now - (askedAt.get(job.id) ?? -Infinity) < manualIntervalMs) return false;
  if (askedAt.size >= mostRemembered) askedAt.clear();
  askedAt.set(job.id, now);
  try {
    await Promise.all(late.map((operation) => keepLateResult(job.id, operation.id, source)));
    return true;
  } catch (error) {
    log("error", "an ended job could not be asked about", errorFields(error));
    return false;
  }
}
