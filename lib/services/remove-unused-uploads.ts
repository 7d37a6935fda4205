import { clearAway, removeFiles, type LeftoverFile } from "@/lib/db/leftover-files";
import { buckets } from "@/lib/db/storage";
import { errorFields, log } from "@/lib/log";

/** Files removed at once: storage takes no more than a thousand in one call, and a call has to end in time. */
export const filesAtOnce = 200;

/**
 * Removes from storage the pictures that no job used within a day, those of images that were deleted or never came whole,
 * and the files of users who are gone: those `found`, however busy the run was, and then what more there is, as long as
 * `isTimeLeft`. What is not done is left to the next run, and two at once do no harm. Never fails: jobs do not wait for
 * tidiness.
 */
export async function removeUnusedUploads(
  found: readonly LeftoverFile[],
  isTimeLeft: () => boolean,
): Promise<void> {
  try {
    for (let files = found; files.length > 0; files = await clearAway(filesAtOnce)) {
      for (const bucket of buckets) {
        const paths = files.flatMap((file) => (file.bucket === bucket ? file.path : []));
        if (paths.length > 0) await removeFiles(bucket, paths);
      }
      if (files.length < filesAtOnce || !isTimeLeft()) return;
    }
  } catch (error) {
    log("warn", "unused files were not removed", errorFields(error));
  }
}
