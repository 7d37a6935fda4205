import { z } from "zod";
import { callFunction } from "./call-function";

/** A chunk of what an operation made, as rows, and where it lies: between two cursors. */
export interface KeptChunk {
  /** That of the check that holds the job; `null` after the job's end, when nobody does. */
  claimId: string | null;
  operationId: string;
  /** Where the chunk before this one ended; `null` at the beginning. */
  after: Record<string, unknown> | null;
  cursor: Record<string, unknown>;
  rows: readonly unknown[];
}

/** What came of writing a chunk. */
export interface WrittenChunk {
  /** False, and nothing written, if the claim is lost or the chunk is written already. */
  isOurs: boolean;
  /** The cursor as it stands now, where the function says: with what only the database knows, such as a count. */
  cursor: Record<string, unknown> | null;
}

const Answer = z.union([z.boolean(), z.record(z.string(), z.unknown()), z.null()]).transform((answer) => {
  if (typeof answer === "object") return { isOurs: answer !== null, cursor: answer };
  return { isOurs: answer, cursor: null };
});

/** Writes rows with the SQL function that a kind names, and moves the cursor with them: it calls `move_cursor` before it writes. */
export function keepChunk(write: string, chunk: KeptChunk): Promise<WrittenChunk> {
  const args = {
    p_claim_id: chunk.claimId,
    p_operation_id: chunk.operationId,
    p_after: chunk.after,
    p_cursor: chunk.cursor,
    p_rows: chunk.rows,
  };
  return callFunction(write, args, Answer);
}
