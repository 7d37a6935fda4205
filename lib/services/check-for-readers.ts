import { hasGrownSince, hasItselfGrownSince, ledgerMark } from "@/lib/db/ledger-writes";
import type { Source } from "@/lib/jobs/source";
import { checkJob, type CheckedJob } from "./check-jobs";

/** A check that came to nothing, since the job stands in line or somebody else is at it, is not tried again before this, in milliseconds. */
const pauseAfterVainMs = 400;
const mostRemembered = 10_000;

interface Checks {
  /** Those that readers of this process have begun, by job, and whether they come to anything. */
  underWay: Map<string, Promise<boolean>>;
  /** When one came to nothing, by `performance.now()`, and how far the ledger was known before (see ledger-writes.ts). */
  inVain: Map<string, { at: number; mark: number }>;
}

/** On the global object, since Next may bundle routes and pages apart. */
const key = Symbol.for("darkroom.check-for-readers");
const shared = globalThis as { [key]?: Checks };

function checks(): Checks {
  return (shared[key] ??= { underWay: new Map(), inVain: new Map() });
}

/** What there is to wait for besides a check of one's own. */
export type OthersCheck = { isChecked: Promise<boolean> };

/**
 * Has a due job checked for those who read it: once, however many they are. Answers with the check that this call has begun;
 * where another's is under way, with what comes of that, which is nothing also for a pause after one in vain, unless the job's
 * ledger has grown since; after 0.4 s it must have itself, not one of which nobody knows whose it is.
 */
export function checkForReaders(
  id: string,
  source: Source,
  pauseMs = pauseAfterVainMs,
): Promise<CheckedJob> | OthersCheck {
  const { underWay, inVain } = checks();
  const begun = underWay.get(id);
  if (begun) return { isChecked: begun };
  const vain = inVain.get(id);
  if (vain && isPaused(id, vain, pauseMs)) return { isChecked: Promise.resolve(false) };
  const mark = ledgerMark();
  const check = checkJob(id, source);
  underWay.set(id, settled(id, check, mark));
  return check;
}

function isPaused(id: string, { at, mark }: { at: number; mark: number }, pauseMs: number): boolean {
  const agoMs = performance.now() - at;
  const hasGrown = agoMs < pauseAfterVainMs ? hasGrownSince : hasItselfGrownSince;
  return agoMs < pauseMs && !hasGrown(mark, id);
}

async function settled(id: string, check: Promise<CheckedJob>, mark: number): Promise<boolean> {
  const isChecked = await check.then(
    (checked) => checked.isChecked,
    () => false,
  );
  const { underWay, inVain } = checks();
  underWay.delete(id);
  inVain.delete(id);
  if (inVain.size >= mostRemembered) inVain.clear();
  if (!isChecked) inVain.set(id, { at: performance.now(), mark });
  return isChecked;
}
