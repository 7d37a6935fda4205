import { setTimeout as sleep } from "node:timers/promises";
import { readJob, readPulse } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import { adoptable } from "@/lib/jobs/adoptable";
import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { isUnderWay } from "@/lib/jobs/operation";
import { isTerminal } from "@/lib/jobs/status";
import { shownStep } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";
import { checkJob, checkNext, followUp, type CheckedJob } from "./check-jobs";
import { NotFound } from "./errors";
import { keepLateResult } from "./keep-late-result";
import { noteSavedCheck } from "./saved-checks";
import type { Source } from "@/lib/jobs/source";

/** A reader waits no longer than this for a slow provider; the check goes on without them. */
const patienceMs = 8_000;

/** A manual check asks the provider again only when the last answer is older than this. */
const manualIntervalMs = 2_000;

/** Keeps work alive after the response, where the platform offers that. */
export type KeepAlive = (work: Promise<unknown>) => void;

/**
 * A job as it is now: if the record is due, the provider is asked first. Any number of readers cause one call
 * an interval. Throws `NotFound`.
 */
export async function getJob(user: User, id: string, source: Source, keepAlive: KeepAlive): Promise<Job> {
  const job = await requireJob(user, id);
  if (isTerminal(job.status)) return job;
  if (!job.nextCheckAt || job.nextCheckAt.getTime() > Date.now()) {
    noteSavedCheck(id);
    return job;
  }
  return refreshed(user, job, checkJob(id, source), source, keepAlive);
}

/**
 * The same after a click on "Check status": asks now, at most once every 2 s a job. A job that is over stays so, but
 * work that may still be under way is asked about: its result is kept for a retry.
 */
export async function updateJob(user: User, id: string, source: Source, keepAlive: KeepAlive): Promise<Job> {
  const job = await requireJob(user, id);
  if (adoptable(job, shownStep(job)) === "work") {
    await askOnceMore(job, source);
    return requireJob(user, id);
  }
  if (isTerminal(job.status)) return job;
  return refreshed(user, job, checkJob(id, source, manualIntervalMs), source, keepAlive);
}

/**
 * Whether a job has changed since this view of it was read at `readAt`, or has become due since then: one cheap
 * look at the record. One that was due already was asked about then, or could not be.
 */
export async function hasNews(
  user: User,
  view: Pick<JobView, "id" | "updatedAt">,
  readAt: Date,
): Promise<boolean> {
  const pulse = await readPulse(user, view.id);
  if (!pulse || pulse.updatedAt.toISOString() !== view.updatedAt) return true;
  return pulse.nextCheckAt !== null && pulse.nextCheckAt > readAt && pulse.nextCheckAt <= new Date();
}

/** A job of this user as the record has it. Throws `NotFound`. */
export async function requireJob(user: User, id: string): Promise<Job> {
  const job = await readJob(user, id);
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
  const goOn = async (checked: CheckedJob) => {
    await followUp(job.id, checked, source, startedAt);
    // A job in line is checked by nobody: those that run are, so that its turn comes.
    if (!checked.isChecked && !job.isAdmitted) await checkNext(source, startedAt);
  };
  keepAlive(check.then(goOn).catch(noted));
  const stop = new AbortController();
  const late = sleep(patienceMs, false, { signal: stop.signal }).catch(() => false);
  const isChecked = await Promise.race([safely, late]);
  stop.abort();
  if (!isChecked) noteSavedCheck(job.id);
  return isChecked ? requireJob(user, job.id) : job;
}

/** When ended jobs were last asked about here; kept in memory, since nothing of theirs is claimed. */
const askedAt = new Map<string, number>();
const mostRemembered = 10_000;

async function askOnceMore(job: Job, source: Source): Promise<void> {
  const now = performance.now();
  if (now - (askedAt.get(job.id) ?? -Infinity) < manualIntervalMs) return;
  if (askedAt.size >= mostRemembered) askedAt.clear();
  askedAt.set(job.id, now);
  const running = job.operations.filter(isUnderWay);
  await Promise.all(running.map((operation) => keepLateResult(job.id, operation.id, source))).catch(
    (error: unknown) => log("error", "an ended job could not be asked about", errorFields(error)),
  );
}
