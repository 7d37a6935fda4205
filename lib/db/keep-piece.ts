import { z } from "zod";
import { callFunction } from "./call-function";

/** A part of what an operation made, as rows, and where it lies: between two cursors. */
export interface KeptPiece {
  /** That of the check that holds the job. */
  claimId: string;
  operationId: string;
  /** Where the part before this one ended; `null` at the beginning. */
  after: Record<string, unknown> | null;
  cursor: Record<string, unknown>;
  rows: readonly unknown[];
}

/**
 * Writes rows with the SQL function that a kind names, and moves the cursor with them; false, and nothing written, if
 * the claim is lost or the part is written already. The function calls `move_cursor` before it writes.
 */
export function keepPiece(write: string, piece: KeptPiece): Promise<boolean> {
  const args = {
    p_claim_id: piece.claimId,
    p_operation_id: piece.operationId,
    p_after: piece.after,
    p_cursor: piece.cursor,
    p_rows: piece.rows,
  };
  return callFunction(write, args, z.boolean());
}
