import pLimit from "p-limit";
import { z } from "zod";
import { removeFiles } from "@/lib/db/leftover-files";
import { loadBytes } from "@/lib/db/load-bytes";
import type { StoredFile } from "@/lib/db/open-file";
import { storeFile } from "@/lib/db/storage";
import { smallPath, type SmallSide } from "@/lib/jobs/small-picture";
import { errorFields, log } from "@/lib/log";
import { isPicture, storeSmall } from "./keep-small";

/** So often it is tried to make a picture small; after that, it is shown as it is. */
const mostTries = 3;

/** What lies in the place of a small picture that could not be made, or whose maker was killed: so often it was tried. */
const Tried = z.object({ tries: z.number() });

/** So many are looked for at once in a process, and so many made: meanwhile their originals are in memory. */
const [looking, making] = [pLimit(16), pLimit(2)];

type Place = Pick<StoredFile, "bucket" | "path">;

const underWay = new Map<string, Promise<Buffer | null>>();

/**
 * A stored picture as a WebP of at most so many pixels a side. What is missing is made, once for all who ask at the same
 * moment: of results that were kept by an earlier release, or while drawing failed. `null` where the file is no picture, or
 * one that cannot be made small. Throws a `DatabaseError` where storage does not answer.
 */
export function loadSmall(file: Place, contentType: string, side: SmallSide): Promise<Buffer | null> {
  if (!isPicture(contentType)) return Promise.resolve(null);
  const key = `${file.bucket}/${smallPath(file.path, side)}`;
  const small = underWay.get(key) ?? foundOrMade(file, side).finally(() => underWay.delete(key));
  underWay.set(key, small);
  return small;
}

async function foundOrMade(file: Place, side: SmallSide): Promise<Buffer | null> {
  const found = await looking(() => loadBytes(file.bucket, smallPath(file.path, side)));
  const tries = found ? triesIn(found) : 0;
  if (tries === null) return found;
  return tries < mostTries ? making(() => made(file, side, tries + 1)) : null;
}

async function made({ bucket, path }: Place, side: SmallSide, tries: number): Promise<Buffer | null> {
  const bytes = await loadBytes(bucket, path);
  if (!bytes) return null;
  // Noted before: a picture that takes its drawer's process with it is not drawn for ever.
  const noted = Buffer.from(JSON.stringify({ tries } satisfies z.output<typeof Tried>));
  await storeFile(bucket, smallPath(path, side), noted, "application/json");
  try {
    const drawn = await storeSmall(bucket, path, bytes);
    // Whoever has removed the picture meanwhile did not see these.
    if ((await loadBytes(bucket, path)) === null) await removeFiles(bucket, [path]);
    return drawn[side];
  } catch (error) {
    log("warn", "a picture was not made small", { bucket, tries, ...errorFields(error) });
    return null;
  }
}

/** How often it was tried, of what stands in for a picture; `null` for a picture. */
function triesIn(bytes: Buffer): number | null {
  if (bytes[0] !== "{".charCodeAt(0)) return null;
  return Tried.parse(JSON.parse(bytes.toString("utf8"))).tries;
}
