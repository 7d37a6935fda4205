import type { Operation } from "@/lib/jobs/job";
import type { Observation, Outcome, Trouble } from "@/lib/jobs/outcome";
import { ProviderError } from "@/lib/providers/provider-error";
import { requireProvider } from "@/lib/providers/registry";
import type { CheckClock, Work } from "./batch";
import { troubleOf } from "./trouble";

/**
 * Asks every provider once about all of its running operations; returns what came of each, by its id. What was read for
 * another batch of the same run is not read again.
 */
export async function askProviders(
  works: readonly Work[],
  clock: CheckClock,
  run: object,
): Promise<Map<string, Outcome>> {
  const running = works.flatMap((work) => work.plan.observe);
  const byProvider = Map.groupBy(running, (operation) => operation.provider ?? "");
  const answers = await Promise.all(
    [...byProvider].map(([name, operations]) => ask(name, operations, clock, run)),
  );
  return new Map(answers.flat());
}

async function ask(
  name: string,
  operations: readonly Operation[],
  clock: CheckClock,
  run: object,
): Promise<Array<[string, Outcome]>> {
  const refs = operations.flatMap((operation) => operation.providerRef ?? []);
  const answers = await answersOf(name, refs, clock, run).catch((error: unknown) => troubleOf(error));
  return operations.map(({ id, providerRef }) => {
    const answer = answers instanceof Map ? answers.get(providerRef ?? "") : answers;
    return [id, outcomeOf(answer)];
  });
}

/** Asks once, and once more about what failed for a reason that is often gone a moment later: a 500, half an answer. */
async function answersOf(name: string, refs: readonly string[], clock: CheckClock, run: object) {
  const provider = requireProvider(name);
  const isTimeLeft = () => clock.isTimeLeft();
  const answers = await provider.check(refs, isTimeLeft, run);
  const again = refs.filter((ref) => mayPassAtOnce(answers.get(ref)));
  if (again.length === 0) return answers;
  return new Map([...answers, ...(await provider.check(again, isTimeLeft).catch(() => []))]);
}

function mayPassAtOnce(answer: Observation | Error | undefined): boolean {
  return answer instanceof ProviderError && answer.mayPassAtOnce;
}

function outcomeOf(answer: Observation | Error | Trouble | undefined): Outcome {
  if (answer === undefined) return { type: "unasked" };
  if (answer instanceof Error) return { type: "troubled", trouble: troubleOf(answer) };
  return "state" in answer
    ? { type: "observed", observation: answer }
    : { type: "troubled", trouble: answer };
}
