import type { User } from "@/lib/db/user-client";
import { brokenOff } from "@/lib/jobs/failures";
import type { Job } from "@/lib/jobs/job";
import type { Source } from "@/lib/jobs/source";
import { Conflict, NotFound } from "./errors";
import { requireJob, updateJob, type KeepAlive } from "./get-job";
import { retryJob } from "./retry-job";

/**
 * Carries a story on, whatever it waits for: one that failed for a reason that may pass, and that cost nothing, gets another
 * attempt, after `beforeRetry` has let it; one under way is asked about; one that is over stays as it is: what would be paid
 * for again is for a person to retry. Safe to repeat, and by many at once. Throws `NotFound`, or what `beforeRetry` and a retry throw.
 */
export async function processVideo(
  user: User,
  id: string,
  source: Source,
  { keepAlive, beforeRetry }: { keepAlive: KeepAlive; beforeRetry: () => Promise<void> },
): Promise<Job> {
  const job = await requireJob(user, id);
  if (job.kind !== "story_video") throw new NotFound();
  if (mayBeRepeated(job)) {
    await beforeRetry();
    await retryJob(user, id, source).catch((error: unknown) => {
      // Another caller was first: theirs is the attempt that this one wanted.
      if (!(error instanceof Conflict)) throw error;
    });
  }
  return updateJob(user, id, source, keepAlive);
}

/**
 * Whether it failed for a reason that may pass, and nothing that failed with it was paid for, or may have been. What ended
 * its makers again and again would end the next as well: that is for a person.
 */
function mayBeRepeated({ status, error, attempt, operations }: Job): boolean {
  if (status !== "failed" || !error?.retryable || error.charged === null) return false;
  if (error.code === brokenOff.code) return false;
  // Of the whole it is said that it was paid for where any of it was: what failed says it of itself.
  return operations.every(
    (each) =>
      each.attempt !== attempt ||
      each.provider === null ||
      each.supersededAt !== null ||
      each.state === "succeeded" ||
      each.state === "planned" ||
      each.error?.charged === false,
  );
}
