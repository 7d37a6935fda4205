import { takeOldJobs } from "@/lib/db/old-jobs";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";

/** Jobs removed in one transaction: some have tens of thousands of rows. */
const jobsAtOnce = 20;

/**
 * Removes the jobs that ended more than `RETENTION_DAYS` ago and are nobody's favourites, where that is set, as long as `isTimeLeft`; what is not done is
 * left to the next run. Nothing is removed in the first week of such a number, nor of a smaller one. What they leave behind goes
 * as that of deleted ones does (see remove-deleted.ts). Never fails: nobody waits for it.
 */
export async function removeOldJobs(isTimeLeft: () => boolean): Promise<void> {
  const { RETENTION_DAYS: days } = env();
  try {
    while (isTimeLeft() && (await takeOldJobs(days, jobsAtOnce)) > 0);
  } catch (error) {
    log("warn", "old jobs were not removed", errorFields(error));
  }
}
