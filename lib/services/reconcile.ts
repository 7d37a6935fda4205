import pLimit from "p-limit";
import type { Operation } from "@/lib/jobs/job";
import { advance } from "@/lib/jobs/operation";
import type { Outcome } from "@/lib/jobs/outcome";
import type { CheckClock, Work } from "./batch";
import { keepLookedUp } from "./keep-fates";
import { lookUp } from "./look-up";
import { troubleOf } from "./trouble";

const concurrency = 8;

/** Looks up starts of unknown fate at their providers; returns what came of each, by its id. */
export async function reconcileOperations(
  claimId: string,
  works: readonly Work[],
  clock: CheckClock,
): Promise<Map<string, Outcome>> {
  const limit = pLimit(concurrency);
  const open = works.flatMap((work) => work.plan.reconcile.map((operation) => ({ work, operation })));
  const outcomes = await Promise.all(
    open.map(({ work, operation }) =>
      limit(async (): Promise<Array<[string, Outcome]>> => {
        if (!clock.isTimeLeft()) return [];
        return [[operation.id, await reconcile(claimId, work, operation, clock)]];
      }),
    ),
  );
  return new Map(outcomes.flat());
}

/** What came of a start of unknown fate; what a look-up brought is written at once: two at the same time may be shown the same work. */
async function reconcile(
  claimId: string,
  work: Work,
  operation: Operation,
  clock: CheckClock,
): Promise<Outcome> {
  try {
    const outcome = await lookUp(work, operation, () => clock.isTimeLeft());
    if (outcome.type !== "found" && outcome.type !== "absent") return outcome;
    const { isTaken } = await keepLookedUp(claimId, advance(operation, outcome, clock.now()));
    return isTaken ? { type: "unasked" } : outcome;
  } catch (error) {
    return { type: "troubled", trouble: troubleOf(error) }; // World 6 of a look-up.
  }
}
