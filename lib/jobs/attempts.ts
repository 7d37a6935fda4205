import type { JobEventView, JobView } from "./job-view";
import { isTerminal, type JobStatus } from "./status";

/** One attempt of a job, as its ledger tells it. */
export interface Attempt {
  number: number;
  /** When it was asked for; of one that begins by itself, when the one before ended. */
  askedAt: string;
  /** When its work began; while it stands in line, when it was asked for. */
  beganAt: string;
  /** `null` while it is under way. */
  endedAt: string | null;
  /** How it ended, or how it stands; one after which the next began by itself has failed. */
  status: JobStatus;
  /** Why it failed, where the ledger says so. */
  reason: string | null;
  /** Whether it begins by itself after a failure, and nobody asked for it. */
  isAutomatic: boolean;
  /** Its rows of the ledger, oldest first. That one fails and the next begins by itself is the last row of the former. */
  events: JobEventView[];
}

/** The verbs of a person that open an attempt. */
const openings: ReadonlySet<string> = new Set(["created", "retried", "revised"]);

/** The attempts of a job by its ledger, oldest first: between them, they have all its rows. */
export function attemptsOf(events: readonly JobEventView[]): Attempt[] {
  const attempts: Attempt[] = [];
  for (const event of events) {
    const last = attempts.at(-1);
    if (!last || openings.has(event.type)) {
      attempts.push(opened(attempts.length + 1, event, false));
      continue;
    }
    if (last.endedAt === null) Object.assign(last, told(last, event));
    last.events.push(event);
    if (event.type === "retrying") attempts.push(opened(attempts.length + 1, event, true));
  }
  return attempts;
}

function told(attempt: Attempt, { type, status, createdAt, detail }: JobEventView): Partial<Attempt> {
  const reason = typeof detail["message"] === "string" ? detail["message"] : null;
  if (type === "retrying") return { endedAt: createdAt, status: "failed", reason: withoutName(reason) };
  if (isTerminal(status)) return { endedAt: createdAt, status, reason: status === "failed" ? reason : null };
  if (attempt.status === "pending" && status === "processing") return { status, beganAt: createdAt };
  return {};
}

function opened(number: number, event: JobEventView, isAutomatic: boolean): Attempt {
  const { createdAt } = event;
  return {
    number,
    askedAt: createdAt,
    beganAt: createdAt,
    endedAt: null,
    status: "pending",
    reason: null,
    isAutomatic,
    events: isAutomatic ? [] : [event],
  };
}

/** The record says which attempt failed; here that is known. */
function withoutName(message: string | null): string | null {
  return message?.replace(/^Attempt \d+ failed: /, "") ?? null;
}

/** A moment in milliseconds by the tenth of a second that it is in: told in tenths, what lies between such moments adds up. */
export function tenth(ms: number): number {
  return Math.floor(ms / 100) * 100;
}

const momentOf = (time: string): number => tenth(Date.parse(time));

type Ended = Pick<JobView, "status" | "attempt" | "createdAt" | "startedAt" | "completedAt" | "updatedAt">;

/**
 * How long an ended job took, in milliseconds: from when its work began to its end, all attempts together. What it waited before, and
 * what lay between attempts, does not count. `null` where it had several, and its ledger is not here.
 */
export function tookInAll(job: Ended, attempts: readonly Attempt[] | null): number | null {
  if (job.attempt === 1) {
    const { createdAt, startedAt, completedAt, updatedAt } = job;
    return Math.max(0, momentOf(completedAt ?? updatedAt) - momentOf(startedAt ?? createdAt));
  }
  if (attempts === null) return null;
  return attempts.reduce((sum, each) => sum + (each.endedAt === null ? 0 : took(each, null)), 0);
}

/** Of what was stopped sooner, a picture of its time shows nothing that its one figure does not. */
const briefMs = 2_000;

/** Whether a job was stopped in its only attempt before there was any time to speak of. */
export function isBrief(job: Ended): boolean {
  if (job.attempt > 1 || (job.status !== "failed" && job.status !== "canceled")) return false;
  return (tookInAll(job, null) ?? briefMs) < briefMs;
}

/** How long one attempt of a job took by the same count, or has been taking at `nowMs`: where it is the only one, exactly what the job took. */
export function tookOne(attempt: Attempt, job: Ended, nowMs: number | null): number {
  const isAll = job.attempt === 1 && isTerminal(job.status);
  return (isAll ? tookInAll(job, null) : null) ?? took(attempt, nowMs);
}

function took({ beganAt, endedAt }: Attempt, nowMs: number | null): number {
  const until = endedAt === null ? nowMs : momentOf(endedAt);
  return until === null ? 0 : Math.max(0, until - momentOf(beganAt));
}

/** How long a step of a job took by the same count. It is written down by another clock than its job, and never longer than that. */
export function tookStep(
  startedAt: string,
  durationMs: number,
  job: Pick<JobView, "startedAt" | "completedAt">,
): number {
  const from = Date.parse(startedAt);
  const begins = Math.max(from, Date.parse(job.startedAt ?? startedAt));
  const ends = Math.min(from + durationMs, job.completedAt === null ? Infinity : Date.parse(job.completedAt));
  return Math.max(0, tenth(ends) - tenth(begins));
}
