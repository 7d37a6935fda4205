import type { Claim } from "@/lib/db/claims";
import type { Written } from "@/lib/db/commit-checks";
import type { Change, CheckResult } from "@/lib/jobs/change";
import { judged } from "@/lib/jobs/asked";
import { decide, type LearnedJob } from "@/lib/jobs/decide";
import { senseless } from "@/lib/jobs/failures";
import { stepNamed } from "@/lib/jobs/kind-profile";
import { withKept, withOutcomes } from "@/lib/jobs/learn";
import type { KeepResult, Outcome } from "@/lib/jobs/outcome";
import type { Source } from "@/lib/jobs/source";
import { errorFields, log } from "@/lib/log";
import { askProviders } from "./ask-providers";
import { readWorks, startClock, type LearnedWork, type Work } from "./batch";
import { commitChanges } from "./commit-changes";
import { history } from "./history";
import { keepResults } from "./keep-results";
import { healthOf, wasAsked } from "./provider-health";
import { reconcileOperations } from "./reconcile";
import { takeSavedChecks } from "./saved-checks";
import { startOperations, type Begun } from "./start-operations";
import { stopRefused } from "./stop-refused";
import { stopGivenUp } from "./stop-work";

export interface BatchResult {
  changes: Change[];
  /**
   * The jobs whose change was written: not those that were canceled or taken over meanwhile. One whose change the database
   * refused has ended, whatever its change here says (see commit-changes.ts).
   */
  written: Written;
}

/**
 * The check, once over every claimed job. It reads top to bottom:
 *
 * - **planned**: what there is to do for each job;
 * - **started, looked up, asked**: what is to be begun, what nobody knows the fate of, and what runs; a provider's id is
 *   written the moment it is known;
 * - **learned**: each job as it stands once that is known; what runs past deadline and grace is asked to stop;
 * - **kept**: what has finished is taken, as files or as rows;
 * - **decided**: the job goes on, at once or later; another attempt begins by itself; it is completed; or it fails;
 * - **committed**: what was decided, in one transaction, but for what is not ours any more; what was begun for a job
 *   that was canceled meanwhile is asked to stop.
 *
 * Each step takes what it needs and returns what it learned. Whoever is killed between any two of them leaves the
 * claim, which runs out, and what was written until then: intents and their fates, stored files, rows behind their cursor. The next
 * trigger goes on from there. A job whose next step can begin at once is due at once: its caller checks it
 * again while it has time (check-jobs), or the next trigger does. So is one that there was no time for: nothing is asked of
 * a provider after `callsUntil` (`performance.now()`); what has finished is kept all the same. What one batch of a `run` read
 * of a provider's list serves the others.
 */
export async function checkBatch(
  claim: Claim,
  source: Source,
  callsUntil = Infinity,
  run: object = {},
): Promise<BatchResult> {
  const clock = startClock(claim, callsUntil);
  const works = readWorks(claim, await history());

  const [begun, reconciled, asked] = await Promise.all([
    startOperations(claim.id, works, clock),
    reconcileOperations(claim.id, works, clock),
    askProviders(works, clock, run),
  ]);

  const outcomes = new Map([...begun.outcomes, ...reconciled, ...asked]);
  const learned = works.map((work) => learn(work, begun, outcomes, clock.now()));
  await stopGivenUp(learned, clock.now());

  const kept = await keepResults(claim.id, learned, clock);

  const now = clock.now();
  const decided = learned.map((work) => {
    const taken = kept.get(work.job.id) ?? [];
    const job = withKept(work.job, taken, now);
    const change = decideAlone({ ...work, job }, resultOf(work, begun, taken), now);
    return { change, unwritable: () => endOf({ ...work, job: work.before }, nothing, now) };
  });
  const changes = decided.map(({ change }) => change);

  const written = await commitChanges(claim.id, source, decided, healthOf(learned));
  await stopRefused(claim.id, begun.operations, changes, written, source);
  return { changes, written };
}

/** A kind that throws over one of its jobs ends that one, and holds up no other of the batch. */
function decideAlone(learned: LearnedJob, result: CheckResult, now: Date): Change {
  try {
    return decide(learned, result, now, Math.random());
  } catch (error) {
    log("error", "a job could not be decided", { jobId: learned.job.id, ...errorFields(error) });
    return endOf(learned, result, now);
  }
}

/**
 * The end of a job that our own code, or the database, makes no sense of. Nothing is asked of its kind any more: how many
 * pieces there are is unknown, and its result is not wanted.
 */
function endOf(learned: LearnedJob, result: CheckResult, now: Date): Change {
  const { result: _throws, ...profile } = learned.profile;
  const bare = { ...learned, profile, slots: () => null };
  return decide(bare, { ...result, fault: senseless }, now, Math.random());
}

/** Of what cannot be written, nothing is. */
const nothing: CheckResult = {
  begun: [],
  outcomes: new Map(),
  kept: [],
  fault: null,
  asked: false,
  checksSaved: 0,
};

/** A job as it stands once it is known what came of its operations. */
function learn(
  { job: before, kind, profile, slots, fault }: Work,
  begun: Begun,
  outcomes: ReadonlyMap<string, Outcome>,
  now: Date,
): LearnedWork {
  const operations = begun.operations.get(before.id) ?? [];
  const own = new Map<string, Outcome>();
  for (const { id, step, slot } of [...before.operations, ...operations]) {
    const outcome = outcomes.get(id);
    if (outcome) own.set(id, judged(outcome, stepNamed(profile, step), slot, kind));
  }
  const job = withOutcomes(before, operations, own, now);
  return {
    before,
    job,
    kind,
    profile,
    slots,
    outcomes: own,
    fault: fault ?? begun.faults.get(before.id) ?? null,
  };
}

/** What the check learned about one job. */
function resultOf(
  { job, outcomes, fault }: LearnedWork,
  begun: Begun,
  kept: readonly KeepResult[],
): CheckResult {
  return {
    begun: begun.operations.get(job.id) ?? [],
    outcomes,
    kept,
    fault,
    asked: [...outcomes.values()].some(wasAsked),
    checksSaved: takeSavedChecks(job.id),
  };
}
