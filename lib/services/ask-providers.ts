import type { Operation } from "@/lib/jobs/job";
import type { Observation, Outcome, Trouble } from "@/lib/jobs/outcome";
import { providerOf, type Batch } from "./batch";
import { troubleOf } from "./trouble";

/** Asks every provider once about all of its running operations in the batch. */
export async function askProviders(batch: Batch): Promise<void> {
  const byProvider = new Map<string, Operation[]>();
  for (const operation of batch.works.flatMap((work) => work.plan.observe)) {
    byProvider.set(operation.provider, [...(byProvider.get(operation.provider) ?? []), operation]);
  }
  await Promise.all([...byProvider].map(([name, operations]) => ask(batch, name, operations)));
}

async function ask(batch: Batch, name: string, operations: readonly Operation[]): Promise<void> {
  const refs = operations.flatMap((operation) => operation.providerRef ?? []);
  const answers = await answersOf(batch, name, refs).catch((error: unknown) => troubleOf(error));
  for (const operation of operations) {
    const answer = answers instanceof Map ? answers.get(operation.providerRef ?? "") : answers;
    batch.outcomes.set(operation.id, outcomeOf(answer));
  }
}

async function answersOf(batch: Batch, name: string, refs: readonly string[]) {
  return providerOf(name).check(refs, () => batch.isTimeLeft());
}

function outcomeOf(answer: Observation | Error | Trouble | undefined): Outcome {
  if (answer === undefined) return { type: "unasked" };
  if (answer instanceof Error) return { type: "troubled", trouble: troubleOf(answer) };
  return "state" in answer
    ? { type: "observed", observation: answer }
    : { type: "troubled", trouble: answer };
}
