import { z } from "zod";
import { smallPath, smallSides } from "@/lib/jobs/small-picture";
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

/**
 * Removes files from storage with the small pictures beside them, and then what reminds of them; one that is gone already, or
 * never was, is as good. At most 300 at once. Throws `DatabaseError`.
 */
export async function removeFiles(bucket: Bucket, paths: readonly string[]): Promise<void> {
  const all = paths.flatMap((path) => [path, ...smallSides.map((side) => smallPath(path, side))]);
  const { error } = await serviceClient().storage.from(bucket).remove(all);
  if (error) throw databaseError("removing files", error);
  await callFunction("forget_files", { p_bucket: bucket, p_paths: paths }, z.unknown());
}
