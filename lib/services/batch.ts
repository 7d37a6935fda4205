import type { Claim } from "@/lib/db/claims";
import type { LearnedJob } from "@/lib/jobs/decide";
import { senseless } from "@/lib/jobs/failures";
import type { History } from "@/lib/jobs/history";
import type { Job, Operation } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import { settleMs } from "@/lib/jobs/operation";
import type { Outcome } from "@/lib/jobs/outcome";
import { plan, type Plan } from "@/lib/jobs/plan";
import type { Kind } from "@/lib/kinds/kind";
import { kindOf, readAsKind, type ReadJob } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";

/** No new call to a provider is begun so long after the claim. */
const workMs = 60_000;

/** The slowest thing begun within that time: a create (35 s) whose answer is written to a database that is away (35 s). */
const slowestCallMs = 70_000;

/**
 * A start that sends pictures of a library, or holds until the work is done, takes so much longer than any other (70 s), and
 * is begun so much earlier.
 */
export const longStartMs = 35_000;

/** What is read from a stream gets so long beyond that time; its last chunk is written after it (20 s). */
const streamRestMs = 30_000;

/** How long a claim lasts: the work, its last call, and the commit (20 s). */
export const leaseMs = workMs + slowestCallMs + 25_000;

/** A create call that was to follow an intent has ended, and settled at the provider, so long after the intent. */
export const intentSettlesMs = workMs + slowestCallMs + settleMs;

/** A claimed job with what this check has to do for it. */
export interface Work extends ReadJob {
  job: Job;
  plan: Plan;
  /** Why nothing can be done for it; `null` for all that its kind can read. */
  fault: JobError | null;
}

/** A job as it stands once it is known what came of its operations. */
export interface LearnedWork extends LearnedJob {
  kind: Kind;
  /** What came of each operation dealt with, by its id. */
  outcomes: ReadonlyMap<string, Outcome>;
  fault: JobError | null;
}

/** A finished operation that is to be kept. */
export interface Unkept {
  work: LearnedWork;
  operation: Operation;
  /** Whether the record knew already that it had finished: a dead link then is no link that is not ready yet. */
  wasFinished: boolean;
}

/** Time as one check has it. */
export interface CheckClock {
  /** The database's clock, carried on from the moment of the claim. */
  now(): Date;
  /** Whether a new call may still be begun, or one that takes so many milliseconds longer than calls do. */
  isTimeLeft(longerMs?: number): boolean;
  /** Whether a finished result may still begin to be taken: no caller's hurry keeps it lying where its link runs out. */
  isTimeToKeep(): boolean;
  /** By when one that reads on and on has to end. */
  streamMs(): number;
}

/** The clock of a check that begins with this claim, and asks nothing after `callsUntil` (`performance.now()`) either. */
export function startClock(claim: Pick<Claim, "now">, callsUntil = Infinity): CheckClock {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const leftMs = () => workMs - elapsed();
  return {
    now: () => new Date(claim.now.getTime() + elapsed()),
    isTimeLeft: (longerMs = 0) => leftMs() > longerMs && performance.now() < callsUntil,
    isTimeToKeep: () => leftMs() > 0,
    streamMs: () => Math.ceil(Math.max(0, leftMs()) + streamRestMs),
  };
}

/** What there is to do for every claimed job. */
export function readWorks(claim: Claim, history: History): Work[] {
  if (claim.unreadable > 0) log("error", "jobs in the record cannot be read", { count: claim.unreadable });
  return claim.jobs.map((job) => readWork(job, history, claim.now));
}

/** A job that its kind cannot make sense of keeps nobody waiting: it ends, and nothing is asked for it. */
function readWork(job: Job, history: History, now: Date): Work {
  try {
    const read = readAsKind(job, history);
    return { ...read, job, plan: plan(job, read.profile, read.slots, now), fault: null };
  } catch (error) {
    log("error", "a job makes no sense to its kind", { jobId: job.id, ...errorFields(error) });
    const kind = kindOf(job);
    const nothing = { step: null, begin: [], reconcile: [], settling: [], observe: [], keep: [], pieces: [] };
    return { kind, profile: kind.profile, slots: () => null, job, plan: nothing, fault: senseless };
  }
}
