import { z } from "zod";
import { callFunction } from "./call-function";

/** A chunk of what an operation made, as rows, and where it lies: between two cursors. */
export interface KeptChunk {
  /** That of the check that holds the job. */
  claimId: string;
  operationId: string;
  /** Where the chunk before this one ended; `null` at the beginning. */
  after: Record<string, unknown> | null;
  cursor: Record<string, unknown>;
  rows: readonly unknown[];
}

/**
 * Writes rows with the SQL function that a kind names, and moves the cursor with them; false, and nothing written, if
 * the claim is lost or the chunk is written already. The function calls `move_cursor` before it writes.
 */
export function keepChunk(write: string, chunk: KeptChunk): Promise<boolean> {
  const args = {
    p_claim_id: chunk.claimId,
    p_operation_id: chunk.operationId,
    p_after: chunk.after,
    p_cursor: chunk.cursor,
    p_rows: chunk.rows,
  };
  return callFunction(write, args, z.boolean());
}
