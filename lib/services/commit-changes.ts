import { commitChecks, type HealthNote, type Written } from "@/lib/db/commit-checks";
import { DatabaseError } from "@/lib/db/database-error";
import type { Change } from "@/lib/jobs/change";
import { errorFields, log } from "@/lib/log";
import type { Source } from "@/lib/jobs/source";
import { patiently } from "./patiently";

/** What was decided of a job. */
export interface Decided {
  change: Change;
  /** How the job ends where the database refuses that: it would refuse it at the next trigger as well. */
  unwritable(): Change;
}

/**
 * Commits a batch in one call. Should the database refuse one change, it is found by halves, so that it does not hold up
 * the others, and its job ends. A commit that was done, and whose answer got lost, is done again and changes nothing. Any
 * other error is thrown.
 */
export async function commitChanges(
  claimId: string,
  source: Source,
  decided: readonly Decided[],
  health: readonly HealthNote[],
): Promise<Written> {
  const commit = async (some: readonly Change[], notes: readonly HealthNote[] = []) =>
    patiently(() => commitChecks(claimId, source, some, notes)).catch(orRefusal);

  async function byHalves(some: readonly Decided[]): Promise<Written> {
    const written = await commit(some.map((each) => each.change));
    if (!(written instanceof DatabaseError)) return written;
    const [first] = some;
    if (!first) return [];
    if (some.length > 1) {
      const middle = Math.ceil(some.length / 2);
      return [...(await byHalves(some.slice(0, middle))), ...(await byHalves(some.slice(middle)))];
    }
    log("error", "a change cannot be written: its job ends", {
      jobId: first.change.jobId,
      ...errorFields(written),
    });
    const ended = await commit([first.unwritable()]);
    return ended instanceof DatabaseError ? [] : ended;
  }

  const all = await commit(
    decided.map((each) => each.change),
    health,
  );
  if (!(all instanceof DatabaseError)) return all;
  await commit([], health);
  return byHalves(decided);
}

/** What the database refused, as an answer; any other error is thrown on. */
function orRefusal(error: unknown): DatabaseError {
  if (error instanceof DatabaseError && error.isRefusal) return error;
  throw error;
}
