import type { z } from "zod";
import type { Engine, Engines } from "@/lib/jobs/engine";
import type { Job, OfferedFile, Operation, WorkOutput } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import type { KindProfile } from "@/lib/jobs/kind-profile";
import type { LibraryChoice } from "@/lib/jobs/library";
import type { KeptWork, Offer } from "@/lib/jobs/offer";
import type { StartRequest } from "@/lib/providers/registry";

/** A kind of job: what it takes, what it does at providers, and how its jobs are shown. */
export interface Kind<Input = unknown> {
  profile: KindProfile;
  /** The same for one job, where that depends on what was asked for: always one of the same few objects. */
  profileOf?(input: Input): KindProfile;
  /** What a job's input is in the record. Work is begun for no job whose stored input this refuses. */
  input: z.ZodType<Input>;
  /** What a user may send, where that is not the same: filled in, or refused, by what is configured now. */
  given?: z.ZodType<Input>;
  /** For jobs about pictures of the user's library: which of them, as a user sends it. Their `Input` is `LibraryInput`. */
  library?: z.ZodType<LibraryChoice>;
  /** How a new job goes on with what an earlier one of the same user has made. */
  reuse?: Reuse<Input>;
  /** Uploaded files the input names; they must belong to the user. */
  uploads(input: Input): readonly string[];
  /** What of the input its page is given, where that is not all of it. */
  shown?(input: Input): Record<string, unknown>;
  /** `job` where there is one by now: what was made may have a better name for it. */
  title(input: Input, job?: Job): string;
  /** What was asked for, in full. */
  prompt(input: Input): string;
  /** Who is to do each part of a new job, and with which model; kept in the record from then on. */
  engines(input: Input): Engines;
  /** Every engine that the configuration offers for it, the default first. */
  offers(): ReadonlyArray<Omit<Offer, "providerLabel" | "refusal" | "usual" | "usualAgain" | "prices">>;
  /** For the timeline, what the user did: "Uploaded 12 pictures". */
  opening(input: Input): string;
  /** How many operations a step needs; `null` while that follows from work of `job` which is not done. */
  slots(input: Input, step: string, job: Job): number | null;
  /** What to ask of the provider for one slot. Earlier steps are done when it is called. Deterministic. */
  request(work: SlotWork<Input>): StartRequest;
  /** What its page shows besides what every job has: `details` of the view. */
  details?(job: Job): Record<string, unknown>;
  /** The step whose slots are the frames of the contact sheet. */
  frames: string;
  /** Width by height of what can be looked at, as it was asked for. */
  ratio?(input: Input): number;
  /** The base of a file's name, for a slot counted from 1: "picture-01". */
  resultName(number: number, step: string): string;
  /** By step, how finished work is taken where that is not a copy of its files. */
  rows?: Readonly<Record<string, RowReader>>;
  /** Why work that succeeded is no result for this step after all; `null` where it is one. Never throws. */
  spoilt?(step: string, slot: number, output: WorkOutput): JobError | null;
  /** How one part of a job that has ended is made anew, where its kind can do that. */
  revision?: Revisions;
}

/** How what one job has made at a provider is used by another. */
export interface Reuse<Input> {
  /** The id of the earlier job; `null` where none is named. */
  jobOf(input: Input): string | null;
  /** The input as it is kept, with what was taken from that job; or, in a sentence, why nothing can be. Pure. */
  takeOver(input: Input, earlier: Job, now: Date): Input | string;
  /** What a form can offer of an earlier job; `null` where it has nothing that could be used. */
  offerOf(earlier: Job, now: Date): KeptWork | null;
  /** The step that makes it: only jobs that have somebody do it have anything to offer. */
  step: string;
  /** What a job goes through that need not make it. */
  profile: KindProfile;
}

/** How parts of a job are made anew. */
export interface Revisions<Change = unknown> {
  /** What a person may want to be otherwise. */
  change: z.ZodType<Change>;
  /** What that means for part `number`, counted from 1; `null` where the job has no such part. */
  of(job: Job, number: number, change: Change): Revision | null;
}

/** A job as it is to be from its next attempt on. */
export interface Revision {
  input: Record<string, unknown>;
  /** Operations whose work counts no more, by their ids: their slots are begun anew. */
  superseded: readonly string[];
}

/**
 * Makes a piece of our own work: the same bytes for the same job, whoever makes it and however often. Throws `PieceFailed`
 * where making it again would fail as well; after any other error it is made again later.
 */
export type Maker = (piece: PieceWork) => Promise<MadePiece>;

/** One slot of a job, and who is to do it. */
export interface SlotWork<Input> {
  job: Job;
  input: Input;
  step: string;
  slot: number;
  engine: Engine;
}

/** Rows out of what a finished operation made, and where the next ones begin, in the reader's own terms. */
export interface Chunk {
  rows: readonly unknown[];
  cursor: Record<string, unknown>;
}

/** Opens a file that a provider offers, from this byte on; nothing comes from behind its end. */
export type OpenFile = (file: OfferedFile, fromByte: number) => Promise<AsyncIterable<Uint8Array>>;

/** Takes finished work as rows. A chunk is written once, whoever reads it again after a crash. */
export interface RowReader {
  /**
   * The SQL function that writes a chunk: it calls `move_cursor` first, in the same transaction. Like every function
   * of ours it is revoked from everybody, and granted to the service alone. It answers whether the chunk was ours to
   * write, or in the place of yes with the cursor as it stands then, with what only the database knows (see keep-chunk).
   */
  write: string;
  /** Every chunk from `operation.cursor` on: none where the cursor is at the end. Lets through what `open` throws. */
  read(operation: Operation, open: OpenFile): AsyncIterable<Chunk>;
  /** Once all of it is taken, with its last cursor: why that is no result after all; `null` where it is one. */
  spoilt?(operation: Operation): JobError | null;
}

/** A piece of our own work, as its maker gets it. `job.input` is what its kind's schema has read. */
export interface PieceWork {
  job: Job;
  step: string;
  slot: number;
  /** The first file of the work that counts for a slot. Throws where there is none. */
  load: (step: string, slot: number) => Promise<Buffer>;
  /** Ends the work when its claim is lost. */
  signal: AbortSignal;
}

export interface MadePiece {
  /** Its files, the most important first: of one piece, each has an extension of its own. */
  files: readonly MadeFile[];
  /** What is to be known of it without opening its files: kept with the record. */
  facts?: Record<string, unknown>;
}

export interface MadeFile {
  bytes: Buffer;
  contentType: string;
  extension: string;
}

/** One slot of a step. */
export interface Slot {
  step: string;
  slot: number;
}

/**
 * A piece of our own work that cannot be made, and why. `spoils` where that lies in work it is made of: the results of these
 * slots were none, and are made anew with the piece. What a provider was paid for waits for a person to say so.
 */
export class PieceFailed extends Error {
  override readonly name = "PieceFailed";
  constructor(
    readonly reason: Omit<JobError, "charged">,
    readonly spoils: readonly Slot[] = [],
  ) {
    super(reason.message);
  }
}
