import { commitChecks, type HealthNote, type Written } from "@/lib/db/commit-checks";
import { DatabaseError } from "@/lib/db/database-error";
import type { Change } from "@/lib/jobs/change";
import { errorFields, log } from "@/lib/log";
import type { Source } from "@/lib/jobs/source";

/**
 * Commits a batch in one call. Should the database refuse one change, it is found by halves, logged
 * and left to the next trigger, so that it does not hold up the others. Any other error is thrown.
 */
export async function commitChanges(
  claimId: string,
  source: Source,
  changes: readonly Change[],
  health: readonly HealthNote[],
): Promise<Written> {
  try {
    return await commitChecks(claimId, source, changes, health);
  } catch (error) {
    if (!(error instanceof DatabaseError && error.isRefusal)) throw error;
    if (changes.length <= 1) {
      log("error", "a change cannot be written", { jobId: changes[0]?.jobId, ...errorFields(error) });
      return [];
    }
    const middle = Math.ceil(changes.length / 2);
    const first = await commitChanges(claimId, source, changes.slice(0, middle), health);
    return [...first, ...(await commitChanges(claimId, source, changes.slice(middle), []))];
  }
}
