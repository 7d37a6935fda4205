import { z } from "zod";
import { DatabaseError, databaseError } from "./database-error";
import { serviceClient } from "./service-client";

/** The buckets, all of them private. */
export const buckets = ["uploads", "artifacts", "assets"] as const;
export type Bucket = (typeof buckets)[number];

/** Stores a whole file, replacing one of the same path: it is there entirely or not at all. */
export async function storeFile(
  bucket: Bucket,
  path: string,
  bytes: Buffer,
  contentType: string,
): Promise<void> {
  const { error } = await serviceClient()
    .storage.from(bucket)
    .upload(path, bytes, { contentType, upsert: true });
  if (!error) return;
  const { status, statusCode } = z.looseObject({}).parse(error);
  const isTooLarge =
    [status, statusCode].map(Number).includes(413) || /exceeded the maximum/i.test(error.message);
  throw isTooLarge ? new NoRoom(`storing a file: ${error.message}`) : databaseError("storing a file", error);
}

/** Storage takes no file of this size. */
export class NoRoom extends DatabaseError {}

/** A stored file, or `null`. */
export async function loadFile(bucket: Bucket, path: string): Promise<Blob | null> {
  const { data, error } = await serviceClient().storage.from(bucket).download(path);
  if (!error) return data;
  if (/not.?found/i.test(error.message)) return null;
  throw databaseError("loading a file", error);
}

/** What storage lists at once, and removes at once. */
const filesAtOnce = 500;
/** A user's folder has those of jobs, these those of operations, and these have files. */
const deepest = 3;

/**
 * Removes all files under a folder that were stored before then, however many, until none of them is seen there. `path` ends in a
 * slash. Returns whether the folder is empty now: what came later stays. Throws `DatabaseError`, also where storage goes on
 * showing what it has removed.
 */
export async function emptyFolder(bucket: Bucket, path: string, before: Date, depth = 0): Promise<boolean> {
  if (depth > deepest) throw new DatabaseError(`removing files: ${path} lies deeper than anything of ours`);
  const storage = serviceClient().storage.from(bucket);
  for (let [kept, last] = [0, ""]; ;) {
    const { data, error } = await storage.list(path.replace(/\/$/, ""), { limit: filesAtOnce, offset: kept });
    if (error) throw databaseError("listing files", error);
    if (data.length === 0) return kept === 0;
    const seen = JSON.stringify(data.map(({ id, name }) => [id, name]));
    if (seen === last) throw new DatabaseError(`removing files: ${path} is as it was`);
    last = seen;
    // What is a folder has no id. Supabase's local server lists what is in it instead, by whole paths.
    const pathOf = ({ name }: { name: string }) => (name.startsWith(path) ? name : path + name);
    const folders = data.filter(({ id }) => id === null);
    const files = data.filter(
      ({ id, created_at: storedAt }) => id !== null && !(Date.parse(storedAt ?? "") >= +before),
    );
    let emptied = 0;
    for (const folder of folders)
      if (await emptyFolder(bucket, `${pathOf(folder)}/`, before, depth + 1)) emptied += 1;
    if (files.length > 0) {
      const { error: trouble } = await storage.remove(files.map(pathOf));
      if (trouble) throw databaseError("removing files", trouble);
    }
    kept += data.length - files.length - emptied;
  }
}
