import { z } from "zod";
import type { Artifact, Job } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import type { Source } from "@/lib/jobs/source";
import { callFunction } from "./call-function";
import { JobRow } from "./job-row";

const Piece = z
  .object({ claim_id: z.string(), operation_id: z.string(), tries: z.number(), job: z.unknown() })
  .transform((row): Piece => {
    const job = JobRow.safeParse(row.job).data ?? null;
    return { claimId: row.claim_id, operationId: row.operation_id, tries: row.tries, job };
  });

/** The right to make a piece of our own work until the lease ends. */
export interface Piece {
  claimId: string;
  operationId: string;
  /** How often it was claimed, this time included, since somebody last put it back. */
  tries: number;
  /** `null` for a row that makes no sense to the code: it must not hold up the others. */
  job: Job | null;
}

/** Takes the oldest piece of a job of these kinds that nobody is making, for `leaseMs`; `null` if there is none. */
export function claimPiece(kinds: readonly string[], leaseMs: number): Promise<Piece | null> {
  return callFunction("claim_piece", { p_kinds: kinds, p_lease_ms: leaseMs }, Piece.nullable());
}

/** Begins a piece, or goes on holding it, for `leaseMs` from now; false: it is not ours any more, or its job is over, so stop. */
export function extendPiece(piece: Piece, leaseMs: number): Promise<boolean> {
  return callFunction("extend_piece", { ...fence(piece), p_lease_ms: leaseMs }, z.boolean());
}

/**
 * What became of a piece: its files, in storage already, and what is to be known of it; or why it failed, and the
 * operations, by their ids, that it was made of and whose work was no result.
 */
export type PieceEnd =
  | { state: "succeeded"; files: readonly PieceFile[]; facts?: Record<string, unknown> | undefined }
  | { state: "failed"; error: JobError; spoils?: readonly string[] };

export type PieceFile = Pick<Artifact, "name" | "contentType" | "bytes" | "sha256" | "storagePath">;

/** Ends a piece and makes its job due; false, and nothing written, if it is not ours any more or its job is over. */
export function finishPiece(piece: Piece, end: PieceEnd, source: Source): Promise<boolean> {
  const args = {
    ...fence(piece),
    p_state: end.state,
    p_error: end.state === "failed" ? end.error : null,
    p_spoils: (end.state === "failed" && end.spoils) || [],
    p_artifacts: end.state === "succeeded" ? end.files.map(toRow) : [],
    p_facts: (end.state === "succeeded" && end.facts) || null,
    p_source: source,
  };
  return callFunction("finish_piece", args, z.boolean());
}

/** Gives a piece back, for anybody to make after `waitMs`; false if it is not ours any more. */
export function putBackPiece(piece: Piece, waitMs: number): Promise<boolean> {
  return callFunction("put_back_piece", { ...fence(piece), p_wait_ms: waitMs }, z.boolean());
}

const fence = (piece: Piece) => ({ p_operation_id: piece.operationId, p_claim_id: piece.claimId });

const toRow = (file: PieceFile) => ({
  name: file.name,
  content_type: file.contentType,
  bytes: file.bytes,
  sha256: file.sha256,
  storage_path: file.storagePath,
});
