import pLimit from "p-limit";
import { takenRefs } from "@/lib/db/taken-refs";
import type { Operation } from "@/lib/jobs/job";
import { advance, mayStartAgain } from "@/lib/jobs/operation";
import type { Outcome } from "@/lib/jobs/outcome";
import type { CheckClock, Work } from "./batch";
import { refInInbox } from "./identify";
import { keepLookedUp } from "./keep-fates";
import { requestFor } from "./request-for";
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

/**
 * An intent was written, and its create call has settled whatever became of it. The worlds we may be in:
 *
 * 1. The call never left us (killed before it, or while it was on its way): there is no such work.
 * 2. The provider took it, and its answer was lost: the work is there, and may be done by now.
 * 3. As 2, but the provider has no way to look work up; it has told us of it by a webhook that nobody could match,
 *    since whoever was to match it was killed as well.
 * 4. As 3, without a webhook: nobody can say whether we are in 1 or in 2.
 * 5. The provider cannot be asked just now: we are in one of the others, and learn later in which.
 */
async function reconcile(
  claimId: string,
  work: Work,
  operation: Operation,
  clock: CheckClock,
): Promise<Outcome> {
  /** What a look-up brought is written at once: two at the same time may be shown the same work. */
  const kept = async (outcome: Outcome): Promise<Outcome> => {
    const { isTaken } = await keepLookedUp(claimId, advance(operation, outcome, clock.now()));
    return isTaken ? { type: "unasked" } : outcome;
  };

  const { id, step, slot, provider: name, model, startedAt } = operation;
  try {
    const engine = name === null ? null : { provider: name, model };
    const { provider, request, ...at } = requestFor(work, step, slot, engine);
    const taken = (refs: readonly string[]) => takenRefs(at.name, refs, id);
    const found = await provider.find({ request, operationId: id, since: startedAt, taken });
    switch (found.type) {
      case "found": // World 2: it is ours, and goes on.
        return await kept({ type: "found", ...found.started });
      case "absent": // World 1: it is started again, and nothing is paid twice. Or the list is wrong: World 4.
        if (!mayStartAgain(operation)) return { type: "unprovable" };
        return await kept({ type: "absent", isVouched: found.isVouched });
      case "unprovable": {
        const ref = await refInInbox(operation, () => clock.isTimeLeft());
        if (ref === undefined) return { type: "unasked" }; // No time to look through the inbox: later.
        if (ref === null) return { type: "unprovable" }; // World 4: a person decides.
        return await kept({ type: "found", ref, observation: null }); // World 3.
      }
    }
  } catch (error) {
    return { type: "troubled", trouble: troubleOf(error) }; // World 5.
  }
}
