import pLimit from "p-limit";
import { removeFolder, settleWork, type Leftovers, type LeftoverWork } from "@/lib/db/leftovers";
import { errorFields, log } from "@/lib/log";
import { isLetGo } from "./let-go";
import { isIdle, isOver, mostTries, stopAndRemove } from "./remove-work";

/** Calls to storage or to providers at once. */
const callsAtOnce = 4;

/** What was taken is nobody else's for a minute, and the slowest of it takes two calls of 20 s: later none of it is begun. */
const beginWithinMs = 20_000;

type Fate = "done" | "failed" | "untried";

/** What came of so much of it: what `failed` has its turn later, and for work, a last one; for what is `untried` there was no time. */
export interface SeenTo {
  failed: number;
  untried: number;
}

/** Sees to what was taken, as long as `isTimeLeft`. Never fails. */
export async function seeTo(left: Leftovers, isTimeLeft: () => boolean): Promise<SeenTo> {
  const { folders, work, people, takenAt } = left;
  const startedAt = performance.now();
  const isWorthBeginning = () => isTimeLeft() && performance.now() - startedAt < beginWithinMs;
  const limit = pLimit(callsAtOnce);
  const each = <T>(all: readonly T[], isDone: (one: T) => Promise<boolean>): Promise<Fate[]> =>
    Promise.all(
      all.map((one) =>
        limit(async () => {
          if (!isWorthBeginning()) return "untried";
          return (await isDone(one)) ? "done" : "failed";
        }),
      ),
    );
  const busy = work.filter((one) => !isIdle(one));
  const [ofFolders, ofWork, ofPeople] = await Promise.all([
    each(folders, (folder) =>
      succeeds(removeFolder(folder, takenAt), "the files of a deleted job were not removed"),
    ),
    each(busy, isStopped),
    each(people, isLetGo),
  ]);
  const workOf = (fate: Fate) =>
    busy.filter((_, n) => ofWork[n] === fate).map(({ operationId }) => operationId);
  const done = [...work.filter(isIdle).map(({ operationId }) => operationId), ...workOf("done")];
  if (work.length > 0)
    await succeeds(
      settleWork(done, workOf("untried")),
      "what was done about work of deleted jobs was not noted",
    );
  const all = [...ofFolders, ...ofWork, ...ofPeople];
  const count = (fate: Fate) => all.filter((one) => one === fate).length;
  return { failed: count("failed"), untried: count("untried") };
}

async function succeeds(call: Promise<void>, trouble: string): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    log("warn", trouble, errorFields(error));
    return false;
  }
}

/** Whether nothing is left to be done about it: also where that is hopeless, of which whoever runs Darkroom is told. */
async function isStopped(work: LeftoverWork): Promise<boolean> {
  try {
    await stopAndRemove(work);
    return true;
  } catch (error) {
    const { operationId, provider, providerRef, tries } = work;
    const isHopeless = tries >= mostTries || isOver(error);
    log(isHopeless ? "error" : "warn", "a provider has not removed the work of a deleted job", {
      operationId,
      provider,
      providerRef,
      tries,
      ...errorFields(error),
    });
    return isHopeless;
  }
}
