import { z } from "zod";
import { callFunction } from "./call-function";
import { buckets, emptyFolder } from "./storage";

const LeftoverWork = z
  .object({
    operation_id: z.string(),
    provider: z.string(),
    provider_ref: z.string().nullable(),
    is_under_way: z.boolean(),
    started_at: z.string().pipe(z.coerce.date()),
    tries: z.number(),
  })
  .transform((row) => ({
    operationId: row.operation_id,
    provider: row.provider,
    /** `null` where nobody knows whether it was begun. */
    providerRef: row.provider_ref,
    isUnderWay: row.is_under_way,
    startedAt: row.started_at,
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

const Leftovers = z
  .object({
    taken_at: z.string().pipe(z.coerce.date()),
    folders: z.array(Folder),
    work: z.array(LeftoverWork),
    people: z.array(Leaver),
    has_jobs: z.boolean(),
    has_leavers: z.boolean(),
  })
  .transform(({ taken_at: takenAt, has_jobs: hasJobs, has_leavers: hasLeavers, ...taken }) => ({
    ...taken,
    takenAt,
    /** Whether there are deleted jobs to be removed for good, and people who have rows yet of which all are to go. */
    hasJobs,
    hasLeavers,
  }));
export type Leftovers = z.output<typeof Leftovers>;

/**
 * Takes at most so much of what deleted jobs and people who left leave behind: nobody else is given it for a minute, and longer
 * each time that it fails. Work without a reference is only of the providers that can be asked for it. Throws `DatabaseError`.
 */
export function takeLeftovers(
  most: { folders: number; work: number },
  findable: readonly string[],
): Promise<Leftovers> {
  const args = { p_folders: most.folders, p_work: most.work, p_findable: findable };
  return callFunction("take_leftovers", args, Leftovers);
}

/**
 * Empties a folder of what was stored before then, and forgets it, or until it is to be emptied once more. Throws
 * `DatabaseError`.
 */
export async function removeFolder({ bucket, path }: LeftoverFolder, before: Date): Promise<void> {
  await emptyFolder(bucket, path, before);
  await callFunction("forget_folders", { p_bucket: bucket, p_paths: [path] }, z.unknown());
}

/** Nothing is left to be done about some work; other work was taken and not tried. Throws `DatabaseError`. */
export async function settleWork(done: readonly string[], untried: readonly string[]): Promise<void> {
  await callFunction("settle_work", { p_done: done, p_untried: untried }, z.unknown());
}
