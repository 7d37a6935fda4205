import type { Claim } from "@/lib/db/claims";
import type { Written } from "@/lib/db/commit-checks";
import type { Change, CheckResult } from "@/lib/jobs/change";
import { decide, withOutcomes } from "@/lib/jobs/decide";
import type { KeepResult, Outcome } from "@/lib/jobs/outcome";
import type { Source } from "@/lib/jobs/source";
import { askProviders } from "./ask-providers";
import { readWorks, startClock, type LearnedWork, type Work } from "./batch";
import { commitChanges } from "./commit-changes";
import { history } from "./history";
import { keepFates } from "./keep-fates";
import { keepResults } from "./keep-results";
import { healthOf, wasAsked } from "./provider-health";
import { reconcileOperations } from "./reconcile";
import { takeSavedChecks } from "./saved-checks";
import { startOperations, type Begun } from "./start-operations";
import { stopGivenUp } from "./stop-work";

export interface BatchResult {
  changes: Change[];
  written: Written;
}

/**
 * The check. What was claimed is planned; what is to be begun is started, and what runs is asked about; what has
 * finished is kept; what all that means is decided, and committed in one call. Each step takes what it needs and
 * returns what it learned. Two round trips to the database, the claim included, and a third where something is
 * started. A crash anywhere loses nothing: the claim runs out, and the next trigger carries on.
 */
export async function checkBatch(claim: Claim, source: Source): Promise<BatchResult> {
  const clock = startClock(claim);
  const works = readWorks(claim, await history());

  const [started, found, asked] = await Promise.all([
    startOperations(claim.id, works, clock),
    reconcileOperations(works, clock),
    askProviders(works, clock),
  ]);
  const outcomes = new Map([...started.outcomes, ...found, ...asked]);
  const learned = works.map((work) => learn(work, started, outcomes, clock.now()));

  await stopGivenUp(learned, clock.now());
  const kept = await keepResults(claim.id, learned, clock);

  const now = clock.now();
  const changes = learned.map((work) =>
    decide(work, checkResultOf(work, started, outcomes, kept), now, Math.random()),
  );

  const written = await commitChanges(claim.id, source, changes, healthOf(learned, outcomes));
  await keepFates(started, changes, written, source);
  return { changes, written };
}

/** A work as its operations stand once their outcomes are known. */
function learn(
  { job: before, ...work }: Work,
  { begun }: Begun,
  outcomes: ReadonlyMap<string, Outcome>,
  now: Date,
): LearnedWork {
  return { ...work, before, job: withOutcomes(before, begun.get(before.id) ?? [], outcomes, now) };
}

/** What the check learned about one job. */
function checkResultOf(
  { job, fault }: LearnedWork,
  { begun, faults }: Begun,
  outcomes: ReadonlyMap<string, Outcome>,
  kept: ReadonlyMap<string, KeepResult[]>,
): CheckResult {
  const own = new Map(
    job.operations.flatMap(({ id }): Array<[string, Outcome]> => {
      const outcome = outcomes.get(id);
      return outcome ? [[id, outcome]] : [];
    }),
  );
  return {
    begun: begun.get(job.id) ?? [],
    outcomes: own,
    kept: kept.get(job.id) ?? [],
    fault: fault ?? faults.get(job.id) ?? null,
    asked: [...own.values()].some(wasAsked),
    checksSaved: takeSavedChecks(job.id),
  };
}
