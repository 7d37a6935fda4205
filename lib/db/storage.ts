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
/** Folders lie in a folder, and no deeper. */
const deepest = 3;

/**
 * Removes all files under a folder that were stored before then, however many. `path` ends in a slash. Returns whether it is
 * empty now. Throws `DatabaseError`.
 */
export async function emptyFolder(bucket: Bucket, path: string, before: Date, depth = 0): Promise<boolean> {
  const storage = serviceClient().storage.from(bucket);
  let kept = 0;
  for (;;) {
    const { data, error } = await storage.list(path.replace(/\/$/, ""), { limit: filesAtOnce, offset: kept });
    if (error) throw databaseError("listing files", error);
    // What is a folder has no id. Supabase's local server lists what is in it instead, by whole paths.
    const pathOf = ({ name }: { name: string }) => (name.startsWith(path) ? name : path + name);
    const folders = data.filter(({ id }) => id === null);
    const files = data.filter(
      ({ id, created_at: storedAt }) => id !== null && !(Date.parse(storedAt ?? "") >= +before),
    );
    let emptied = 0;
    if (depth < deepest)
      for (const folder of folders)
        if (await emptyFolder(bucket, `${pathOf(folder)}/`, before, depth + 1)) emptied += 1;
    if (files.length > 0) {
      const { error: trouble } = await storage.remove(files.map(pathOf));
      if (trouble) throw databaseError("removing files", trouble);
    }
    kept += data.length - files.length - emptied;
    if (data.length < filesAtOnce) return kept === 0;
  }
}
