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
