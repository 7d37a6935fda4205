import { claimPiece, type Piece } from "@/lib/db/pieces";
import type { Source } from "@/lib/jobs/source";
import { errorFields, log } from "@/lib/log";
import { makerKinds, makerOf } from "@/lib/render/makers";
import { askForPieces } from "./ask-for-pieces";
import { beginAgain, checkJob, checkNext } from "./check-jobs";
import { leaseMs, makePiece } from "./make-piece";
import { runMs } from "./run-time";

/** What a run is at so long after its start is given up, for one that has more time: a function ends after 300 s. */
const lastMs = 285_000;

let isMaking = false;

/** Whether somebody has asked while pieces were being made: there may be new ones. */
let isAskedAgain = false;

/**
 * Makes pieces of our own work, of whatever job, one after the other until none waits or time is up: another run is asked
 * for then. One at a time in a process: `null` where one runs already, which will see what is new. Whoever runs elsewhere at
 * once makes other pieces. Never rejects.
 */
export function makePieces(source: Source): Promise<void> | null {
  isAskedAgain = isMaking;
  if (isMaking) return null;
  isMaking = true;
  return run(source);
}

async function run(source: Source): Promise<void> {
  const startedAt = performance.now();
  const isTimeLeft = () => performance.now() - startedAt < runMs;
  const goingOn: Array<Promise<void>> = [];
  try {
    while (isTimeLeft()) {
      const piece = await claimPiece(makerKinds(), leaseMs);
      if (piece !== null) await makeOne(piece, lastMs - (performance.now() - startedAt));
      else if (isAskedAgain) isAskedAgain = false;
      else break;
    }
  } catch (error) {
    log("error", "no pieces could be made", errorFields(error));
  }
  // Whoever is asked may be this process: by then it is free.
  isMaking = false;
  if (!isTimeLeft()) await askForPieces("step");
  await Promise.all(goingOn);

  /**
   * Makes a piece, and has its job checked, so that what follows it can be made next. Where another attempt follows, that
   * does not wait for the pieces of others.
   */
  async function makeOne(piece: Piece, withinMs: number): Promise<void> {
    if (!(await makePiece(piece, makerOf, withinMs, source)) || piece.job === null) return;
    const checked = await checkJob(piece.job.id, "step");
    goingOn.push(beginAgain(piece.job.id, checked, "step", startedAt).catch(unchecked));
    if (checked.makesRoom) await checkNext("step");
  }
}

const unchecked = (error: unknown): void =>
  log("error", "a job whose piece was made could not be carried on", errorFields(error));
