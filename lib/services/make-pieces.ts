import { createHash } from "node:crypto";
import {
  claimPiece,
  extendPiece,
  finishPiece,
  putBackPiece,
  type Piece,
  type PieceFile,
} from "@/lib/db/pieces";
import { loadFile, storeFile } from "@/lib/db/storage";
import type { Artifact } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import type { Source } from "@/lib/jobs/source";
import { PieceFailed, type MadePiece } from "@/lib/kinds/kind";
import { allKinds, kindOf } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";

/** How long a piece is ours alone; extended three times as often while it is made. */
const leaseMs = 60_000;

/** A piece that could not be made for a reason that may pass is left in peace so long. */
const pauseMs = 15_000;

/** One whose job makes no sense to this code waits for other code. */
const unreadablePauseMs = 600_000;

/**
 * Makes pieces of our own work, of whatever job, one after the other while there is time; returns how many were
 * dealt with. Whoever calls it at once makes different ones.
 */
export async function makePieces(source: Source, isTimeLeft: () => boolean): Promise<number> {
  const kinds = allKinds().flatMap((kind) => (kind.make ? kind.profile.kind : []));
  if (kinds.length === 0) return 0;
  let count = 0;
  while (isTimeLeft()) {
    const piece = await claimPiece(kinds, leaseMs);
    if (piece === null) break;
    await makePiece(piece, source);
    count++;
  }
  return count;
}

/**
 * Makes a piece that was claimed. The worlds we may be in:
 *
 * 1. Nobody has begun it.
 * 2. Somebody was killed while making it, before or after its file was stored: it is simply made again, to the same
 *    bytes, and stored at the same place. Nobody else is paid for it.
 * 3. Somebody slower than their claim is still at it: whichever of us is done first with a claim that holds says so;
 *    the other's claim is gone, and what it says is not heard.
 * 4. Its job is over by the time it is made: nothing is written.
 */
async function makePiece(piece: Piece, source: Source): Promise<void> {
  const { job, operationId } = piece;
  if (job === null) {
    log("error", "the job of a piece cannot be read", { operationId });
    await putBackPiece(piece, unreadablePauseMs);
    return;
  }
  const kind = kindOf(job);
  const operation = job.operations.find(({ id }) => id === operationId);
  const lost = new AbortController();
  const extend = async () => {
    if (!(await extendPiece(piece, leaseMs))) lost.abort();
  };
  const beat = setInterval(() => void extend().catch(unheld), leaseMs / 3);
  try {
    if (!kind.make || !operation) throw new Error(`${job.kind} does not make this piece`);
    const { step, slot } = operation;
    // Worlds 1 and 2 are one from here on.
    const made = await kind.make({
      job,
      input: kind.input.parse(job.input),
      step,
      slot,
      load: (name) => loadResult(job.artifacts, name),
      signal: lost.signal,
    });
    const name = `${kind.resultName(slot + 1, step)}.${made.extension}`;
    const storagePath = `${job.userId}/${job.id}/${operationId}/${name}`;
    await storeFile("artifacts", storagePath, made.bytes, made.contentType);
    // In worlds 3 and 4 it is not heard.
    await finishPiece(piece, { state: "succeeded", artifact: fileOf(name, storagePath, made) }, source);
  } catch (error) {
    noted(error);
    if (error instanceof PieceFailed)
      await finishPiece(piece, { state: "failed", error: errorOf(error) }, source);
    else await putBackPiece(piece, pauseMs);
  } finally {
    clearInterval(beat);
  }

  function unheld(error: unknown): void {
    log("warn", "a piece could not be held on to", { jobId: job?.id, ...errorFields(error) });
  }

  function noted(error: unknown): void {
    log("warn", "a piece could not be made", {
      jobId: job?.id,
      step: operation?.step,
      ...errorFields(error),
    });
  }
}

async function loadResult(artifacts: readonly Artifact[], name: string): Promise<Buffer> {
  const artifact = artifacts.find((each) => each.name === name);
  const file = artifact && (await loadFile("artifacts", artifact.storagePath));
  if (!file) throw new Error(`the job has no file ${name}`);
  return Buffer.from(await file.arrayBuffer());
}

function fileOf(name: string, storagePath: string, { bytes, contentType }: MadePiece): PieceFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, contentType, bytes: bytes.length, sha256, storagePath };
}

/** What we make ourselves costs nobody anything. */
function errorOf({ reason }: PieceFailed): JobError {
  return { ...reason, charged: false };
}
