import type { World } from "../core/world";
import { BATCH, type Batch } from "./batch";
import { FILE, type StoredFile } from "./file";
import { wireId } from "./wire-id";

/** Lines of results that are written, under the number that their file gets once the batch is over. */
export interface Written {
  id: number;
  bytes: number;
}

/** A file of results in the making; `keep` or `drop` it. */
export function beginResultFile({ ids, blobs }: World) {
  const id = ids.next();
  const blob = blobs.writer(wireId(FILE, id));
  let bytes = 0;
  return {
    write: (lines: string) => {
      const piece = Buffer.from(lines);
      bytes += piece.byteLength;
      blob.write(piece);
    },
    keep: (): Written => {
      blob.keep();
      return { id, bytes };
    },
    drop: blob.drop,
  };
}

/** @param bornAt when the batch was over, in milliseconds; its lines may have been written earlier */
export function resultFile(
  batch: Batch,
  what: "output" | "error",
  { id, bytes }: Written,
  bornAt: number,
): StoredFile {
  return {
    id,
    filename: `${wireId(BATCH, batch.id)}_${what}.jsonl`,
    purpose: "batch_output",
    bytes,
    contentType: "application/octet-stream",
    expiresAfter: batch.outputSeconds,
    bornAt,
  };
}
