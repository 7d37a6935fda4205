import pLimit from "p-limit";
import {
  forgetWork,
  removeFolder,
  takeLeftovers,
  type Leftovers,
  type LeftoverFolder,
  type LeftoverWork,
} from "@/lib/db/deleted-jobs";
import { clearAway } from "@/lib/db/leftover-files";
import { errorFields, log } from "@/lib/log";
import { filesAtOnce, removeUnusedUploads } from "./remove-unused-uploads";
import { isLetGo } from "./let-go";
import { isOver, mostTries, stopAndRemove } from "./remove-work";

/** Taken at once: jobs, of which some have tens of thousands of rows, and what is left of them. */
const usual = { jobs: 20, folders: 50, work: 50 };
/** The same after trouble, which may be anybody's: so others have their turn. */
const few = { jobs: 1, folders: 2, work: 2 };
/** After so many rounds with trouble in them the rest is left to the next run. */
const mostTroubles = 4;
/** Calls to storage or to providers at once. */
const callsAtOnce = 4;

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
      const left = await takeLeftovers(most);
      removed += left.removed;
      if (left.trouble !== null) log("warn", "deleted jobs were not removed", { reason: left.trouble });
      const failures = await seeTo(left);
      const { folders, work, people } = left;
      if (left.trouble !== null || failures > 0) {
        most = few;
        troubles += 1;
      } else if (left.removed + folders.length + work.length + people.length === 0) break;
      if (troubles >= mostTroubles || !isTimeLeft()) break;
    }
    if (removed > 0) await removeUnusedUploads(await clearAway(filesAtOnce), isTimeLeft);
  } catch (error) {
    log("warn", "what was deleted was not removed", errorFields(error));
  }
}

/** How much of it failed: it has its turn later, and for work, a last one. */
async function seeTo({ folders, work, people }: Leftovers): Promise<number> {
  const limit = pLimit(callsAtOnce);
  const done = await Promise.all([
    ...folders.map((folder) => limit(() => isEmptied(folder))),
    ...work.map((each) => limit(() => isSeenTo(each))),
    ...people.map((each) => limit(() => isLetGo(each))),
  ]);
  return done.filter((isDone) => !isDone).length;
}

async function isEmptied(folder: LeftoverFolder): Promise<boolean> {
  try {
    await removeFolder(folder);
    return true;
  } catch (error) {
    log("warn", "the files of a deleted job were not removed", errorFields(error));
    return false;
  }
}

async function isSeenTo(work: LeftoverWork): Promise<boolean> {
  const trouble = await stopAndRemove(work).then(
    () => null,
    (error: unknown) => error,
  );
  const { provider, providerRef, tries } = work;
  const isHopeless = trouble !== null && (tries >= mostTries || isOver(trouble));
  if (trouble !== null)
    log(isHopeless ? "error" : "warn", "a provider has not removed the work of a deleted job", {
      provider,
      providerRef,
      tries,
      ...errorFields(trouble),
    });
  if (trouble === null || isHopeless) await forgetWork([work.operationId]).catch(() => undefined);
  return trouble === null || isHopeless;
}
