import { z } from "zod";
import type { Source } from "@/lib/jobs/source";
import { callFunction, callPromptly } from "./call-function";
import { JobRow } from "./job-row";

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
  /** It runs, and so do as many others of theirs as may by now. */
  z.object({ outcome: z.literal("limit") }),
  z.object({ outcome: z.literal("not_found") }),
]);

/** Puts this user's deleted job back, while that is possible; they may have so many active. Throws `DatabaseError`. */
export function restoreJobRow(
  jobId: string,
  userId: string,
  maxActive: number,
  source: Source,
): Promise<z.output<typeof Restored>> {
  const args = { p_job_id: jobId, p_user_id: userId, p_max_active: maxActive, p_source: source };
  return callPromptly("restore_job", args, Restored);
}

/** Removes deleted jobs of one user for good, at most so many; returns how many. Throws `DatabaseError`. */
export function removeDeletedJobs(most: number): Promise<number> {
  return callFunction("remove_deleted_jobs", { p_limit: most }, z.number());
}
