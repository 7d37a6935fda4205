import { storeFile, type Bucket } from "@/lib/db/storage";
import { inTime } from "@/lib/in-time";
import { smallPath, smallSides } from "@/lib/jobs/small-picture";
import { errorFields, log } from "@/lib/log";
import type { DrawnSmall } from "./draw-small";

/** As long as whoever keeps a result waits for small pictures of it. */
const patienceMs = 5_000;

/**
 * Draws the small ones of a picture that is being kept at `path`, and stores them beside it. It never fails, and takes five
 * seconds at most, the wait for its turn included: what is missing then is made by whoever is the first to ask for it, and is not
 * stored later, when its folder may have been emptied.
 */
export async function keepSmall(
  bucket: Bucket,
  path: string,
  bytes: Buffer,
  contentType: string,
): Promise<void> {
  if (!isPicture(contentType)) return;
  try {
    await inTime(patienceMs, (signal) => storeSmall(bucket, path, bytes, signal));
  } catch (error) {
    log("warn", "a picture was not made small", { bucket, ...errorFields(error) });
  }
}

/**
 * Draws and stores them, unless `signal` is aborted before, and answers with them. Throws where the picture cannot be read, a
 * `DatabaseError` where storage does not answer, and the signal's reason.
 */
export async function storeSmall(
  bucket: Bucket,
  path: string,
  bytes: Buffer,
  signal?: AbortSignal,
): Promise<DrawnSmall> {
  // What draws is native code: where it cannot be loaded, everything else goes on.
  const { drawSmall } = await import("./draw-small");
  const drawn = await drawSmall(bytes, signal);
  signal?.throwIfAborted();
  await Promise.all(
    smallSides.map((side) => storeFile(bucket, smallPath(path, side), drawn[side], "image/webp")),
  );
  return drawn;
}

/** Whether a file is one that small ones are made of. */
export function isPicture(contentType: string): boolean {
  return contentType.startsWith("image/");
}
