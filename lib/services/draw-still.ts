import { openFile, sizeOfFile } from "@/lib/db/open-file";
import { DatabaseError } from "@/lib/db/database-error";
import { PieceFailed } from "@/lib/kinds/kind";
import { stillOf } from "@/lib/render/still";
import { InvalidInput } from "./errors";

/**
 * A still of a film among our results, as WebP; `null` where the film is not there. No more of it is read than it takes. Throws
 * `InvalidInput` where it cannot be decoded, and a `DatabaseError` where storage does not answer.
 */
export async function drawStill(path: string, signal: AbortSignal): Promise<Buffer | null> {
  const place = { bucket: "artifacts", path } as const;
  const bytes = await sizeOfFile(place, signal);
  if (bytes === null) return null;
  const read = async (first: number, last: number) => {
    const part = await openFile({ ...place, bytes }, { first, last }, signal);
    if (part?.span) return part.body;
    await part?.body.cancel();
    throw new DatabaseError("loading a film: it changes while it is read", undefined, { status: 0 });
  };
  return stillOf({ bytes, read }).catch((error: unknown) => {
    throw error instanceof PieceFailed ? new InvalidInput(error.reason.code, error.message, error) : error;
  });
}
