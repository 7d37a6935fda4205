import { z } from "zod";
import { callFunction, callPromptly } from "./call-function";

/**
 * Removes at most so many of one user's jobs that ended so many days ago, with all that belongs to them; returns how many, 0 once
 * there are none of anybody, and in the week after jobs began to be kept for no more than so many days. `null` keeps all.
 * Throws `DatabaseError`.
 */
export function takeOldJobs(days: number | null, most: number): Promise<number> {
  return callFunction("take_old_jobs", { p_days: days, p_limit: most }, z.number());
}

/** Since when jobs are kept for no more than so many days; since now, if this is the first that is heard of it. Throws `DatabaseError`. */
export function retentionSince(days: number): Promise<Date> {
  return callPromptly("retention_since", { p_days: days }, z.coerce.date());
}
