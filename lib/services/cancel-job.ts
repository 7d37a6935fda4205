import { cancelJobRow, noteEvent } from "@/lib/db/job-verbs";
import type { User } from "@/lib/db/user-client";
import type { Job, Operation } from "@/lib/jobs/job";
import { isUnderWay } from "@/lib/jobs/operation";
import { providerNamed } from "@/lib/providers/registry";
import { NotFound } from "./errors";
import { troubleOf } from "./trouble";

/**
 * Cancels a job; one that is over stays as it is. What runs at a provider is asked to stop, after the record is
 * written, and the ledger says what the provider answered. Throws `NotFound`.
 */
export async function cancelJob(user: User, id: string, source: string): Promise<Job> {
  const result = await cancelJobRow(id, user.id, source);
  if (result.outcome === "not_found") throw new NotFound();
  if (result.outcome === "canceled") {
    const running = result.job.operations.filter(isUnderWay);
    await Promise.all(running.map((operation) => stop(id, operation, source)));
  }
  return result.job;
}

async function stop(
  jobId: string,
  { provider, providerRef, step, slot }: Operation,
  source: string,
): Promise<void> {
  if (providerRef === null) return;
  const known = providerNamed(provider);
  const outcome = known?.cancel
    ? await known.cancel(providerRef).catch((error: unknown) => troubleOf(error).code)
    : "unsupported";
  await noteEvent(jobId, "provider_cancel", source, {
    provider: known?.label ?? provider,
    step,
    slot,
    outcome,
  });
}
