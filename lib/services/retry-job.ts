import { readJob } from "@/lib/db/read-jobs";
import { retryJobRow } from "@/lib/db/job-verbs";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import { adoptable } from "@/lib/jobs/adoptable";
import type { Engine } from "@/lib/jobs/engine";
import type { Job } from "@/lib/jobs/job";
import { enginesAhead, providersOf } from "@/lib/jobs/plan";
import { countingOperations, type SlotCount } from "@/lib/jobs/slots";
import { kindOf, shownStep } from "@/lib/kinds/registry";
import { tooManyActive } from "./create-job";
import { Conflict, NotFound } from "./errors";
import { requireOffered } from "./require-offered";
import type { Source } from "@/lib/jobs/source";

/**
 * Opens a new attempt on a failed or canceled job, due at once. Work that has finished or still runs at the
 * provider is adopted, not paid for again. Throws `NotFound`, `Conflict` or `LimitReached`.
 */
export async function retryJob(user: User, id: string, source: Source): Promise<Job> {
  const job = await readJob(user, id);
  if (!job) throw new NotFound();
  const { deadlineMs } = kindOf(job).profile;
  const engines = enginesOfRetry(job);
  if (startsAnew(job)) await requireOffered(engines);
  const result = await retryJobRow({
    jobId: id,
    userId: user.id,
    attempt: job.attempt,
    providers: providersOf(engines),
    deadlineMs,
    maxActive: env().MAX_ACTIVE_JOBS,
    source,
  });
  switch (result.outcome) {
    case "retried":
      return result.job;
    case "refused":
      throw new Conflict("not_retryable", "Only a job that failed or was canceled can be retried.");
    case "stale":
      throw new Conflict("changed_meanwhile", "It was tried again in the meantime. Look at it again first.");
    case "limit":
      throw tooManyActive();
    case "not_found":
      throw new NotFound();
  }
}

/** Whether a new attempt would begin work, as far as the record knows; what may have been started is looked up first. */
function startsAnew(job: Job): boolean {
  const found = adoptable(job, shownStep(job));
  const mayBeThere = countingOperations(job).some((each) => each.state === "starting");
  return (found === null || found === "part") && !mayBeThere;
}

/** Who would be asked first. */
function enginesOfRetry(job: Job): Engine[] {
  const kind = kindOf(job);
  const slots: SlotCount = (now, step) => kind.slots(job.input, step, now);
  return enginesAhead({ ...job, attempt: job.attempt + 1 }, kind.profile, slots);
}
