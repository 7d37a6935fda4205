import pLimit from "p-limit";
import { z } from "zod";
import { DatabaseError } from "@/lib/db/database-error";
import { removeFiles } from "@/lib/db/leftover-files";
import { loadBytes } from "@/lib/db/load-bytes";
import { sizeOfFile, type StoredFile } from "@/lib/db/open-file";
import { storeFile } from "@/lib/db/storage";
import { inTime } from "@/lib/in-time";
import { isFilm } from "@/lib/jobs/artifact";
import { smallPath, smallSides, type SmallSide } from "@/lib/jobs/small-picture";
import { errorFields, log } from "@/lib/log";
import { askForStill } from "./ask-for-still";
import type { DrawnSmall } from "./draw-small";
import { isPicture, storeSmall } from "./keep-small";

/** So often in a day it is tried to make a picture small; after that, it is shown as it is. */
const mostTries = 3;
const notedForMs = 24 * 60 * 60_000;

/** The longest we wait to hear whether a file is still there. */
const storageMs = 10_000;

/** What lies in the place of the smallest while none could be made, or their maker was killed: how often it was tried, and when last. */
const Tried = z.object({ tries: z.number(), at: z.number() });
const [noted] = smallSides;

/** So many are looked for at once in a process, and so many made: meanwhile their originals are in memory. */
const [looking, making] = [pLimit(16), pLimit(2)];

type Place = Pick<StoredFile, "bucket" | "path">;
type Original = Place & { isFilm: boolean };

/** What is looked for, by its own path, and what is made, by that of its original: all sizes of it are made at once. */
const underWay = {
  found: new Map<string, Promise<Buffer | null>>(),
  made: new Map<string, Promise<DrawnSmall | null>>(),
};

/**
 * A stored picture, or a still of a stored film, as a WebP of at most so many pixels a side. What is missing is made, once for all
 * who ask at the same moment: of films, of results that were kept by an earlier release, or while drawing failed. `null` where the
 * file is neither, or one that cannot be made small. Throws a `DatabaseError` where storage does not answer.
 */
export function loadSmall(
  { bucket, path }: Place,
  contentType: string,
  side: SmallSide,
): Promise<Buffer | null> {
  const file = { bucket, path, isFilm: isFilm({ contentType }) };
  if (!file.isFilm && !isPicture(contentType)) return Promise.resolve(null);
  return once(underWay.found, `${bucket}/${smallPath(path, side)}`, () => foundOrMade(file, side));
}

function once<T>(all: Map<string, Promise<T>>, key: string, begin: () => Promise<T>): Promise<T> {
  const one = all.get(key) ?? begin().finally(() => all.delete(key));
  all.set(key, one);
  return one;
}

async function foundOrMade(file: Original, side: SmallSide): Promise<Buffer | null> {
  const look = (at: SmallSide) => looking(() => loadBytes(file.bucket, smallPath(file.path, at)));
  const found = await look(side);
  if (found && !isNote(found)) return found;
  const note = side === noted ? found : await look(noted);
  const tries = note && isNote(note) ? triesIn(note, Date.now()) : 0;
  if (tries >= mostTries) return null;
  const make = () => making(() => made(file, tries));
  return (await once(underWay.made, `${file.bucket}/${file.path}`, make))?.[side] ?? null;
}

/** Makes them, after so many tries. Whatever comes of it, nothing lies beside a file that was removed meanwhile. */
async function made({ bucket, path, isFilm }: Original, tries: number): Promise<DrawnSmall | null> {
  const picture = isFilm ? null : await loadBytes(bucket, path);
  if (!isFilm && !picture) return null;
  // Noted before: a file that takes its drawer's process with it is not drawn for ever.
  await note({ bucket, path }, tries + 1);
  const drawn = await draw().catch(async (error: unknown) => {
    log("warn", "a picture was not made small", { bucket, tries: tries + 1, ...errorFields(error) });
    // That is no fault of the file's.
    if (error instanceof DatabaseError) await note({ bucket, path }, tries);
    return null;
  });
  // Whoever has removed the file did not see these.
  if ((await inTime(storageMs, (signal) => sizeOfFile({ bucket, path }, signal))) === null)
    await removeFiles(bucket, [path]);
  return drawn;

  async function draw(): Promise<DrawnSmall | null> {
    const original = picture ?? (await askForStill(path));
    return original && storeSmall(bucket, path, original);
  }
}

function note({ bucket, path }: Place, tries: number): Promise<void> {
  const bytes = Buffer.from(JSON.stringify({ tries, at: Date.now() } satisfies z.output<typeof Tried>));
  return storeFile(bucket, smallPath(path, noted), bytes, "application/json");
}

/** Whether this stands in for a picture. */
function isNote(bytes: Buffer): boolean {
  return bytes[0] === "{".charCodeAt(0);
}

/** How often it was tried, as far as that counts yet. */
function triesIn(bytes: Buffer, now: number): number {
  const { tries, at } = Tried.parse(JSON.parse(bytes.toString("utf8")));
  return now - at < notedForMs ? tries : 0;
}
