import { cancelJobRow } from "@/lib/db/job-verbs";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import { NotFound } from "./errors";
import { stopWork } from "./stop-work";
import type { Source } from "@/lib/jobs/source";

/**
 * Cancels a job; one that is over stays as it is. What runs at a provider is asked to stop, after the record is
 * written, and the ledger says what the provider answered; what is just being started is asked by whoever starts it
 * (see keep-fates). Throws `NotFound`.
 */
export async function cancelJob(user: Pick<User, "id">, id: string, source: Source): Promise<Job> {
  const result = await cancelJobRow(id, user.id, source);
  if (result.outcome === "not_found") throw new NotFound();
  if (result.outcome === "canceled") {
    const operations = result.job.operations.filter((each) => each.supersededAt === null);
    await Promise.all(operations.map((operation) => stopWork(id, operation, source)));
  }
  return result.job;
}
