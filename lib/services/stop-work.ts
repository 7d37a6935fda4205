import { noteEvent } from "@/lib/db/job-verbs";
import { lateness } from "@/lib/jobs/deadline";
import type { Operation } from "@/lib/jobs/job";
import { isUnderWay } from "@/lib/jobs/operation";
import { countingOperations } from "@/lib/jobs/slots";
import type { Source } from "@/lib/jobs/source";
import { providerNamed } from "@/lib/providers/registry";
import type { LearnedWork } from "./batch";
import { troubleOf } from "./trouble";

/**
 * Asks the provider to stop the work of a canceled job, and notes in its ledger what the provider answered. Whoever is
 * killed before that leaves the work running there: a cancel promises no more than to ask.
 */
export async function stopWork(jobId: string, operation: Operation, source: Source): Promise<void> {
  const { provider, step, slot } = operation;
  const outcome = operation.state === "starting" ? "starting" : await stop(operation);
  if (provider === null || outcome === null) return;
  await noteEvent(jobId, "provider_cancel", source, { provider, step, slot, outcome });
}

/**
 * Past deadline and grace, what still runs is asked to stop, before the job fails as timed out. Somebody before us may
 * have asked and been killed before the commit: then the next check finds the work stopped, and the job fails by that.
 */
export async function stopGivenUp(works: readonly LearnedWork[], now: Date): Promise<void> {
  const late = works.filter(({ job, profile }) => lateness(job, profile, now) === "given_up");
  await Promise.all(late.flatMap(({ job }) => countingOperations(job)).map(stop));
}

/** Asks for one piece of work to be stopped: what the provider said, or why it said nothing; `null` where nothing runs. */
async function stop(operation: Operation): Promise<string | null> {
  const { provider, providerRef } = operation;
  if (!isUnderWay(operation) || provider === null || providerRef === null) return null;
  const asked = providerNamed(provider)?.cancel?.(providerRef);
  return (await asked?.catch((error: unknown) => troubleOf(error).code)) ?? "unsupported";
}
