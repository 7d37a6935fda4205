import { noteEvent } from "@/lib/db/job-verbs";
import type { Operation } from "@/lib/jobs/job";
import { isUnderWay } from "@/lib/jobs/operation";
import { providerNamed } from "@/lib/providers/registry";
import { troubleOf } from "./trouble";
import type { Source } from "@/lib/jobs/source";

/** Asks the provider to stop the work of a canceled job, and notes in its ledger what the provider answered. */
export async function stopWork(jobId: string, operation: Operation, source: Source): Promise<void> {
  if (operation.state === "starting") return note(jobId, operation, source, "starting");
  if (!isUnderWay(operation) || operation.providerRef === null) return;
  const stopping = providerNamed(operation.provider)?.cancel?.(operation.providerRef);
  const outcome = (await stopping?.catch((error: unknown) => troubleOf(error).code)) ?? "unsupported";
  await note(jobId, operation, source, outcome);
}

async function note(jobId: string, operation: Operation, source: Source, outcome: string): Promise<void> {
  const { provider, step, slot } = operation;
  await noteEvent(jobId, "provider_cancel", source, { provider, step, slot, outcome });
}
