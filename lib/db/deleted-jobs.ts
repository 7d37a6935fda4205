import { z } from "zod";
import type { Source } from "@/lib/jobs/source";
import { callFunction, callPromptly } from "./call-function";
import { JobRow } from "./job-row";
import { buckets, emptyFolder, type Bucket } from "./storage";

const Deleted = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("deleted"),
    /** Until when it can be put back, as people are told. */
    restorable_until: z.string().pipe(z.coerce.date()),
    /** From when on it is removed for good, in milliseconds from now. */
    removed_in_ms: z.number(),
  }),
  z.object({ outcome: z.literal("not_found") }),
]);

/** Deletes this user's job. Throws `DatabaseError`. */
export function deleteJobRow(
  jobId: string,
  userId: string,
  source: Source,
): Promise<z.output<typeof Deleted>> {
  return callPromptly("delete_job", { p_job_id: jobId, p_user_id: userId, p_source: source }, Deleted);
}

const Restored = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("restored"), job: JobRow }),
  z.object({ outcome: z.literal("there"), job: JobRow }),
  z.object({ outcome: z.literal("not_found") }),
]);

/** Puts this user's deleted job back, while that is possible. Throws `DatabaseError`. */
export function restoreJobRow(
  jobId: string,
  userId: string,
  source: Source,
): Promise<z.output<typeof Restored>> {
  return callPromptly("restore_job", { p_job_id: jobId, p_user_id: userId, p_source: source }, Restored);
}

const LeftoverWork = z
  .object({
    operation_id: z.string(),
    provider: z.string(),
    provider_ref: z.string(),
    is_under_way: z.boolean(),
    tries: z.number(),
  })
  .transform((row) => ({
    operationId: row.operation_id,
    provider: row.provider,
    providerRef: row.provider_ref,
    isUnderWay: row.is_under_way,
    tries: row.tries,
  }));
/** Work at a provider whose job is deleted; `tries` counts this one. */
export type LeftoverWork = z.output<typeof LeftoverWork>;

const Folder = z.object({ bucket: z.enum(buckets), path: z.string() });
/** A folder in storage that nothing speaks of any more; its path ends in a slash. */
export type LeftoverFolder = z.output<typeof Folder>;

const Leaver = z
  .object({ user_id: z.string(), keeps_account: z.boolean(), tries: z.number() })
  .transform((row) => ({ userId: row.user_id, keepsAccount: row.keeps_account, tries: row.tries }));
/** Somebody who had everything deleted, and has nothing left but an account; `tries` counts this one. */
export type Leaver = z.output<typeof Leaver>;

const Leftovers = z.object({
  /** How many jobs were removed for good. */
  removed: z.number(),
  /** Why some could not be. */
  trouble: z.string().nullable(),
  folders: z.array(Folder),
  work: z.array(LeftoverWork),
  people: z.array(Leaver),
});
export type Leftovers = z.output<typeof Leftovers>;

/**
 * Removes deleted jobs of one user for good, at most so many, and as much of somebody who has everything deleted; and takes at most so much of what is left of any: nobody else
 * is given it for a minute, and longer each time that it fails. Throws `DatabaseError`.
 */
export function takeLeftovers(most: { jobs: number; folders: number; work: number }): Promise<Leftovers> {
  const args = { p_jobs: most.jobs, p_folders: most.folders, p_work: most.work };
  return callFunction("take_leftovers", args, Leftovers);
}

/** Empties a folder, and forgets it, or until it is to be emptied once more. Throws `DatabaseError`. */
export async function removeFolder({ bucket, path }: LeftoverFolder): Promise<void> {
  await emptyFolder(bucket, path);
  await forgetFolder(bucket, path);
}

async function forgetFolder(bucket: Bucket, path: string): Promise<void> {
  await callFunction("forget_folders", { p_bucket: bucket, p_paths: [path] }, z.unknown());
}

/** Nothing is left to be done about this work. Throws `DatabaseError`. */
export async function forgetWork(operationIds: readonly string[]): Promise<void> {
  await callFunction("forget_work", { p_operation_ids: operationIds }, z.unknown());
}
