import { depart } from "@/lib/db/accounts";
import { removeDeletedJobs } from "@/lib/db/deleted-jobs";
import { clearAway } from "@/lib/db/leftover-files";
import { takeLeftovers, type Leftovers } from "@/lib/db/leftovers";
import { errorFields, log } from "@/lib/log";
import { findable } from "./remove-work";
import { filesAtOnce, removeUnusedUploads } from "./remove-unused-uploads";
import { seeTo } from "./see-to-leftovers";

/** Taken at once: jobs, of which some have tens of thousands of rows, and what is left of them. */
const usual = { jobs: 20, folders: 50, work: 50 };
/** The same after trouble, which may be anybody's, and where there was no time for as much: so others have their turn. */
const few = { jobs: 1, folders: 2, work: 2 };
/** After so many rounds with trouble in them the rest is left to the next run. */
const mostTroubles = 4;

/**
 * Removes for good what was deleted and cannot be put back any more, as long as `isTimeLeft`: the rows of the jobs, and the
 * uploads that only they used, in one transaction; then the files, and the work at providers; of those who have everything
 * deleted all other rows too, and at the end their account. The worlds in which somebody
 * before us may have been killed:
 *
 * 1. Before the rows went: they go now.
 * 2. Between the rows and the rest: what is left was noted with the deletion, and nobody has seen to it. It is done now.
 * 3. While it was seen to, or after that: it is free again in a minute, and done once more, which does no harm.
 *
 * Never fails: nobody waits for it.
 */
export async function removeDeleted(isTimeLeft: () => boolean): Promise<void> {
  let most = usual;
  let troubles = 0;
  let removed = 0;
  try {
    for (;;) {
      const left = await takeLeftovers(most, findable());
      const [rows, seen] = await Promise.all([removeRows(left, most.jobs), seeTo(left, isTimeLeft)]);
      removed += rows.removed;
      const failed = rows.failed + seen.failed;
      if (failed > 0) troubles += 1;
      if (failed + seen.untried > 0) most = few;
      else if (rows.removed + left.folders.length + left.work.length + left.people.length === 0) break;
      if (troubles >= mostTroubles || !isTimeLeft()) break;
    }
    if (removed > 0) await removeUnusedUploads(await clearAway(filesAtOnce), isTimeLeft);
  } catch (error) {
    log("warn", "what was deleted was not removed", errorFields(error));
  }
}

/** Rows go beside all else: somebody's thousands, or trouble with them, keep nothing of others waiting. */
async function removeRows(
  { hasJobs, hasLeavers }: Leftovers,
  most: number,
): Promise<{ removed: number; failed: number }> {
  const parts = await Promise.allSettled([
    ...(hasJobs ? [removeDeletedJobs(most)] : []),
    ...(hasLeavers ? [depart(most)] : []),
  ]);
  let [removed, failed] = [0, 0];
  for (const part of parts) {
    if (part.status === "fulfilled") removed += part.value;
    else {
      failed += 1;
      log("warn", "deleted jobs were not removed", errorFields(part.reason));
    }
  }
  return { removed, failed };
}
