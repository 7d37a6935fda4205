import { deleteJobRow, restoreJobRow } from "@/lib/db/deleted-jobs";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import type { Job } from "@/lib/jobs/job";
import type { Source } from "@/lib/jobs/source";
import { LimitReached, NotFound } from "./errors";

/** A job that was deleted. */
export interface DeletedJob {
  id: string;
  /** Until when it can be put back. */
  restorableUntil: Date;
  /** From when on it is removed for good, in milliseconds from now. */
  removedInMs: number;
}

/**
 * Deletes a job of this user, whatever it is doing: it is gone at once, for everybody, and can be put back for ten seconds.
 * Until these are over its work at providers goes on; then it is stopped, and all that the job left anywhere is removed
 * (see remove-deleted.ts). Throws `NotFound`.
 */
export async function deleteJob(user: Pick<User, "id">, id: string, source: Source): Promise<DeletedJob> {
  const result = await deleteJobRow(id, user.id, source);
  if (result.outcome === "not_found") throw new NotFound();
  return { id, restorableUntil: result.restorable_until, removedInMs: result.removed_in_ms };
}

/**
 * Puts a deleted job back as it was: one that was under way goes on. Asked for twice, it is there. Throws `NotFound`, also
 * where it is too late, and `LimitReached` where it ran, and as many others as may do so by now.
 */
export async function restoreJob(user: Pick<User, "id">, id: string, source: Source): Promise<Job> {
  const result = await restoreJobRow(id, user.id, env().MAX_ACTIVE_JOBS, source);
  switch (result.outcome) {
    case "restored":
    case "there":
      return result.job;
    case "limit":
      throw new LimitReached(
        "too_many_active_jobs",
        "As many other jobs of yours are under way by now as can be at once.",
        1,
      );
    case "not_found":
      throw new NotFound();
  }
}
