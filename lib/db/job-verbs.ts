import { z } from "zod";
import type { Job, Priority } from "@/lib/jobs/job";
import { callFunction, callPromptly } from "./call-function";
import { JobRow } from "./job-row";
import type { Source } from "@/lib/jobs/source";

const job = JobRow;

const Created = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("created"), job }),
  z.object({ outcome: z.literal("existing"), job }),
  z.object({ outcome: z.literal("conflict"), job }),
  z.object({ outcome: z.literal("unknown_upload") }),
  z.object({ outcome: z.literal("limit") }),
]);

export interface NewJob {
  userId: string;
  kind: string;
  input: Record<string, unknown>;
  inputHash: string;
  /** The uploads that its input names: from now on they are kept. */
  uploads: readonly string[];
  idempotencyKey: string | null;
  engines: Job["engines"];
  /** Those that its first step is at. */
  providers: readonly string[];
  priority: Priority;
  deadlineMs: number;
  maxActive: number;
  source: Source;
}

/** As the database orders them. */
const ranks: Record<Priority, number> = { high: 1, normal: 0, low: -1 };

/** Creates a job, or finds the one the same key made. */
export function createJobRow(job: NewJob): Promise<z.output<typeof Created>> {
  return callPromptly(
    "create_job",
    { ...createArgs(job), p_input: job.input, p_uploads: job.uploads },
    Created,
  );
}

/** What every job is created with, whatever it is about. */
export function createArgs(job: Omit<NewJob, "input" | "uploads">): Record<string, unknown> {
  return {
    p_user_id: job.userId,
    p_kind: job.kind,
    p_input_hash: job.inputHash,
    p_idempotency_key: job.idempotencyKey,
    p_engines: job.engines,
    p_providers: job.providers,
    p_priority: ranks[job.priority],
    p_deadline_ms: job.deadlineMs,
    p_max_active: job.maxActive,
    p_source: job.source,
  };
}

const Canceled = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("canceled"), job }),
  z.object({ outcome: z.literal("over"), job }),
  z.object({ outcome: z.literal("not_found") }),
]);

const Starred = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("set"), job }),
  z.object({ outcome: z.literal("not_found") }),
]);

/** Puts this user's job among their favourites, or takes it from there. Throws `DatabaseError`. */
export function setFavouriteRow(
  jobId: string,
  userId: string,
  isFavourite: boolean,
  source: Source,
): Promise<z.output<typeof Starred>> {
  const args = { p_job_id: jobId, p_user_id: userId, p_is_favourite: isFavourite, p_source: source };
  return callPromptly("set_favourite", args, Starred);
}

/** Cancels this user's job unless it is over. */
export function cancelJobRow(
  jobId: string,
  userId: string,
  source: Source,
): Promise<z.output<typeof Canceled>> {
  return callPromptly("cancel_job", { p_job_id: jobId, p_user_id: userId, p_source: source }, Canceled);
}

const Retried = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("retried"), job }),
  z.object({ outcome: z.literal("refused"), job }),
  z.object({ outcome: z.literal("stale") }),
  z.object({ outcome: z.literal("limit") }),
  z.object({ outcome: z.literal("not_found") }),
]);

export interface JobRetry {
  jobId: string;
  userId: string;
  /** The attempt that was read: it is the one that is tried again. */
  attempt: number;
  /** Whom the new attempt would ask first: in their lines it stands. */
  providers: readonly string[];
  deadlineMs: number;
  maxActive: number;
  source: Source;
}

/** Opens the attempt after the one that was read on this user's failed or canceled job. */
export function retryJobRow(retry: JobRetry): Promise<z.output<typeof Retried>> {
  return callPromptly("retry_job", retryArgs(retry), Retried);
}

const retryArgs = (retry: JobRetry) => ({
  p_job_id: retry.jobId,
  p_user_id: retry.userId,
  p_attempt: retry.attempt,
  p_providers: retry.providers,
  p_deadline_ms: retry.deadlineMs,
  p_max_active: retry.maxActive,
  p_source: retry.source,
});

const Revised = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("revised"), job }),
  z.object({ outcome: z.literal("active") }),
  z.object({ outcome: z.literal("stale") }),
  z.object({ outcome: z.literal("limit") }),
  z.object({ outcome: z.literal("not_found") }),
]);

export interface JobRevision extends JobRetry {
  /** Which part of the job, counted from 1. */
  part: number;
  input: Record<string, unknown>;
  /** Operations whose slots begin anew, by their ids. */
  superseded: readonly string[];
}

/** Opens a new attempt on this user's job that has ended, with another input, in which some work counts no more. */
export function reviseJobRow(revision: JobRevision): Promise<z.output<typeof Revised>> {
  const args = {
    ...retryArgs(revision),
    p_part: revision.part,
    p_input: revision.input,
    p_superseded: revision.superseded,
  };
  return callPromptly("revise_job", args, Revised);
}

/** Appends a line to a job's ledger that changes nothing else. */
export async function noteEvent(
  jobId: string,
  type: string,
  source: Source,
  detail: Record<string, unknown>,
): Promise<void> {
  await callFunction(
    "note_event",
    { p_job_id: jobId, p_type: type, p_source: source, p_detail: detail },
    z.unknown(),
  );
}
