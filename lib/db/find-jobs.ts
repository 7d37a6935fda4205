import { z } from "zod";
import type { Job } from "@/lib/jobs/job";
import type { JobCount } from "@/lib/jobs/job-count";
import { jobStatuses } from "@/lib/jobs/status";
import { callPromptly } from "./call-function";
import { JobRow } from "./job-row";
import type { JobFilter } from "./read-jobs";

/** Which jobs are looked for. `words` are beginnings of words, as a person types them, all of which have to be there. */
export interface WordsFilter extends Omit<JobFilter, "hasStep" | "after" | "limit"> {
  words?: string | undefined;
}

/**
 * This user's jobs that the filter fits, newest first, from behind that place on; one more than `limit` if there are more.
 * Throws `DatabaseError`.
 */
export function findJobs(
  userId: string,
  filter: WordsFilter,
  limit: number,
  after: JobFilter["after"],
): Promise<Job[]> {
  const place = after && { p_before_at: after.createdAt, p_before_id: after.id };
  const args = { p_user_id: userId, p_filter: given(filter), p_limit: limit + 1, ...place };
  return callPromptly("find_jobs", args, z.array(JobRow));
}

const CountRow = z.object({ kind: z.string(), status: z.enum(jobStatuses), count: z.number() });

/** How many of this user's jobs that the filter fits there are of each kind and status; none where there are none. Throws `DatabaseError`. */
export function countByKind(userId: string, filter: WordsFilter): Promise<JobCount[]> {
  return callPromptly("job_counts", { p_user_id: userId, p_filter: given(filter) }, z.array(CountRow));
}

/** What is asked for, as `job_conditions` takes it. */
function given({ words, status, kind, isFavourite, from, to }: WordsFilter): Record<string, unknown> {
  const favourite = isFavourite === true ? true : undefined;
  const fields = {
    words,
    statuses: status,
    kind,
    favourite,
    from: from?.toISOString(),
    to: to?.toISOString(),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
