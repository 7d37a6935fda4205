import { takenRefs } from "@/lib/db/taken-refs";
import type { Operation } from "@/lib/jobs/job";
import { makesAt, stepNamed, type Makes } from "@/lib/jobs/kind-profile";
import { mayStartAgain } from "@/lib/jobs/operation";
import type { Outcome } from "@/lib/jobs/outcome";
import type { Kind } from "@/lib/kinds/kind";
import type { Work } from "./batch";
import { findMade } from "./keep-made";
import { refInInbox } from "./identify";
import { requestFor } from "./request-for";

/** What a look-up can bring. */
type LookedUp = Extract<Outcome, { type: "found" | "absent" | "unprovable" | "unasked" }>;

/**
 * An intent was written, and its create call has settled whatever became of it. The worlds we may be in:
 *
 * 1. The call never left us (killed before it, or while it was on its way): there is no such work.
 * 2. The provider took it, and its answer was lost: the work is there, and may be done by now.
 * 3. As 2, but the provider has no way to look work up; it has told us of it by a webhook that nobody could match,
 *    since whoever was to match it was killed as well.
 * 4. As 3, without a webhook: nobody can say whether we are in 1 or in 2.
 * 5. As 2, and its answer was the work itself: it came so far as into our storage, or is lost, and we are in 4.
 * 6. The provider cannot be asked just now: we are in one of the others, and learn later in which. This throws.
 */
export async function lookUp(
  work: Pick<Work, "job" | "kind">,
  operation: Operation,
  isTimeLeft: () => boolean,
): Promise<LookedUp> {
  const { id, step, slot, provider: name, model, startedAt } = operation;
  const engine = name === null ? null : { provider: name, model };
  const { provider, request, ...at } = requestFor(work, step, slot, engine);
  if (provider.isSynchronous) {
    const observation = await findMade({ job: work.job, operation, makes: makesOf(work.kind, operation) });
    if (observation) return { type: "found", ref: id, observation }; // World 5: it is there, and nobody else's.
  }
  const taken = (refs: readonly string[]) => takenRefs(at.name, refs, id);
  const found = await provider.find({ request, operationId: id, since: startedAt, taken });
  switch (found.type) {
    case "found": // World 2: it is ours, and goes on.
      return { type: "found", ...found.started };
    case "absent": // World 1: it is started again, and nothing is paid twice. Or the list is wrong: World 4.
      if (!mayStartAgain(operation)) return { type: "unprovable" };
      return { type: "absent", isVouched: found.isVouched };
    case "unprovable": {
      const ref = await refInInbox(operation, isTimeLeft);
      if (ref === undefined) return { type: "unasked" }; // No time to look through the inbox: later.
      if (ref === null) return { type: "unprovable" }; // World 4: a person decides.
      return { type: "found", ref, observation: null }; // World 3.
    }
  }
}

function makesOf({ profile }: Kind, { step: name, slot }: Operation): Makes | undefined {
  const step = stepNamed(profile, name);
  return step && makesAt(step, slot);
}
