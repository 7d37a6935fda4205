import { z } from "zod";
import { callFunction } from "./call-function";
import { databaseError } from "./database-error";
import { serviceClient } from "./service-client";
import { buckets, type Bucket } from "./storage";

export const LeftoverFile = z.object({ bucket: z.enum(buckets), path: z.string() });
/** A file in storage that nothing speaks of any more. */
export type LeftoverFile = z.output<typeof LeftoverFile>;

/** Takes away at most so many of the uploads that no job used in time; returns at most so many files to be removed. */
export function clearAway(most: number): Promise<LeftoverFile[]> {
  return callFunction("clear_away", { p_most: most }, z.array(LeftoverFile));
}

/** Removes files from storage, and then what reminds of them; one that is gone already is as good. Throws `DatabaseError`. */
export async function removeFiles(bucket: Bucket, paths: readonly string[]): Promise<void> {
  const { error } = await serviceClient()
    .storage.from(bucket)
    .remove([...paths]);
  if (error) throw databaseError("removing files", error);
  await callFunction("forget_files", { p_bucket: bucket, p_paths: paths }, z.unknown());
}
