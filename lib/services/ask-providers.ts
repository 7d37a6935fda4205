import type { Operation } from "@/lib/jobs/job";
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
  const answers = await providerOf(name)
    .check(refs)
    .catch((error: unknown) => asError(error));
  for (const operation of operations) {
    const answer = answers instanceof Error ? answers : answers.get(operation.providerRef ?? "");
    if (answer === undefined) continue;
    batch.outcomes.set(
      operation.id,
      answer instanceof Error
        ? { type: "troubled", trouble: troubleOf(answer) }
        : { type: "observed", observation: answer },
    );
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
