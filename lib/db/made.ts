import { z } from "zod";
import { callPromptly } from "./call-function";

const Made = z
  .object({ job_id: z.string(), name: z.string(), at: z.string() })
  .transform((row) => ({ jobId: row.job_id, name: row.name, at: row.at }));

/** Where a picture stands in what somebody's jobs have made: its job's end (or while it is under way, when it was asked for) to the microsecond, as text, the job, and its name. */
export type MadePlace = z.output<typeof Made>;

/**
 * Where the pictures and films of this user's jobs lie, the one that ended last first, from behind `before` on. `steps` has
 * the kinds that are meant, and of each the step whose work is its result.
 */
export function listMade(
  userId: string,
  steps: Readonly<Record<string, string>>,
  limit: number,
  before: MadePlace | null,
): Promise<MadePlace[]> {
  const args = { p_user_id: userId, p_steps: steps, p_limit: limit };
  const behind = before && { p_before_at: before.at, p_before_id: before.jobId, p_after_name: before.name };
  return callPromptly("list_made", { ...args, ...behind }, z.array(Made));
}
