import { createHash } from "node:crypto";
import {
  extendPiece,
  finishPiece,
  putBackPiece,
  type Piece,
  type PieceEnd,
  type PieceFile,
} from "@/lib/db/pieces";
import { loadFile, storeFile } from "@/lib/db/storage";
import { brokenOff } from "@/lib/jobs/failures";
import type { Job, Operation } from "@/lib/jobs/job";
import { operationAt } from "@/lib/jobs/slots";
import type { Source } from "@/lib/jobs/source";
import { PieceFailed, type MadeFile, type Maker, type PieceWork } from "@/lib/kinds/kind";
import { kindOf } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";
import { briefly } from "./patiently";

/** How long a piece is ours alone; extended three times as often while it is made. */
export const leaseMs = 60_000;

/** A piece that ended its makers so often, or took longer than any of them has, is not begun once more. */
const mostTries = 5;

/** A piece that could not be made for a reason that may pass is left in peace so long. */
const pauseMs = 15_000;

/** One whose job makes no sense to this code waits for other code. */
const unreadablePauseMs = 600_000;

/**
 * Makes a piece that was claimed, or gives it up after `withinMs`; whether its end was written. The worlds we may be in:
 *
 * 1. Nobody has begun it.
 * 2. Somebody was killed while making it, before or after its files were stored: it is simply made again, to the same
 *    bytes, and stored at the same places. Nobody else is paid for it.
 * 3. Somebody slower than their claim is still at it: whichever of us is done first with a claim that holds says so;
 *    the other's claim is gone, and what it says is not heard.
 * 4. Its job is over by the time it is made: nothing is written.
 * 5. Whoever begins it is killed by that, or runs out of time, each time: after a few it fails, and a person decides.
 */
export async function makePiece(
  piece: Piece,
  makerOf: (kind: string) => Promise<Maker | undefined>,
  withinMs: number,
  source: Source,
): Promise<boolean> {
  const { job, operationId } = piece;
  if (job === null) {
    log("error", "the job of a piece cannot be read", { operationId });
    await putBackPiece(piece, unreadablePauseMs);
    return false;
  }
  const operation = job.operations.find(({ id }) => id === operationId);
  const about = { jobId: job.id, step: operation?.step, slot: operation?.slot };
  try {
    if (piece.tries > mostTries) throw new PieceFailed(brokenOff); // World 5.
    const make = await makerOf(job.kind);
    if (!make || !operation) throw new Error(`nobody here makes this piece of ${job.kind}`);
    // Worlds 1 and 2 are one from here on.
    const end = await whileHeld(piece, withinMs, async (signal) => {
      const { files, facts } = await make(workOf(job, operation, signal));
      signal.throwIfAborted();
      const stored = [];
      for (const file of files) stored.push(await storePieceFile(job, operation, file));
      return { state: "succeeded", files: stored, facts } as const;
    });
    // In worlds 3 and 4 it is not heard.
    return await finishPiece(piece, end, source);
  } catch (error) {
    log("warn", "a piece could not be made", { ...about, ...errorFields(error) });
    if (error instanceof PieceFailed) return finishPiece(piece, failureOf(job, error), source);
    // As if it had ended its maker: its lease runs out, and the try counts.
    if (error instanceof OutOfTime) return false;
    await putBackPiece(piece, pauseMs);
    return false;
  }
}

class OutOfTime extends Error {
  override readonly name = "OutOfTime";
}

const notHeld = () => new Error("its claim is lost, or its job is over");

/**
 * Begins something, and makes it while the claim holds and there is time: then its signal is aborted, and nobody waits for it any longer.
 * Somebody who does not look at their signal would hold their piece, and this process, for ever.
 */
async function whileHeld<T>(
  piece: Piece,
  withinMs: number,
  make: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const end = Promise.withResolvers<never>();
  const giveUp = (error: Error) => {
    // Before its maker, who may say something else of it.
    end.reject(error);
    stop.abort(error);
  };
  const extend = async () => {
    if (!(await extendPiece(piece, leaseMs))) giveUp(notHeld());
  };
  const unheld = (error: unknown) =>
    log("warn", "a piece could not be held on to", { operationId: piece.operationId, ...errorFields(error) });
  if (!(await extendPiece(piece, leaseMs))) throw notHeld();
  const beat = setInterval(() => void extend().catch(unheld), leaseMs / 3);
  const late = setTimeout(() => giveUp(new OutOfTime("it took longer than there was time")), withinMs);
  try {
    return await Promise.race([make(stop.signal), end.promise]);
  } finally {
    clearInterval(beat);
    clearTimeout(late);
  }
}

/** A piece as its maker gets it. Throws where its kind does not take the stored input any more. */
function workOf(job: Job, { step, slot }: Operation, signal: AbortSignal): PieceWork {
  const input = kindOf(job).input.parse(job.input) as Job["input"];
  return { job: { ...job, input }, step, slot, signal, load: (step, slot) => loadWork(job, step, slot) };
}

async function loadWork(job: Job, step: string, slot: number): Promise<Buffer> {
  const operation = operationAt(job, step, slot);
  const artifact = job.artifacts.find(({ operationId }) => operationId === operation?.id);
  const file = artifact && (await loadFile("artifacts", artifact.storagePath));
  if (!file) throw new Error(`the job has no file of ${step} ${slot}`);
  return Buffer.from(await file.arrayBuffer());
}

async function storePieceFile(
  job: Job,
  { id, step, slot }: Operation,
  { bytes, contentType, extension }: MadeFile,
): Promise<PieceFile> {
  const name = `${kindOf(job).resultName(slot + 1, step)}.${extension}`;
  const storagePath = `${job.userId}/${job.id}/${id}/${name}`;
  await briefly(() => storeFile("artifacts", storagePath, bytes, contentType));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, contentType, bytes: bytes.length, sha256, storagePath };
}

/** What we make ourselves costs nobody anything. What it spoils is what was read, whatever counts for those slots by now. */
function failureOf(job: Job, { reason, spoils }: PieceFailed): PieceEnd {
  const read = spoils.flatMap(({ step, slot }) => operationAt(job, step, slot)?.id ?? []);
  return { state: "failed", error: { ...reason, charged: false }, spoils: read };
}
