import { z } from "zod";
import { jobStatuses } from "@/lib/jobs/status";
import { callFunction, callPromptly } from "./call-function";

/** A place in the ledger, in PostgreSQL's own words: snapshots, and the id of a row. */
export interface LedgerPlace {
  base: string;
  until: string | null;
  after: number;
}

export const LedgerUpdate = z.object({
  id: z.number(),
  /** The transaction that wrote it. */
  xid: z.coerce.number(),
  jobId: z.string(),
  userId: z.string(),
  kind: z.string(),
  event: z.string(),
  status: z.enum(jobStatuses),
  stage: z.string().nullable(),
  progress: z.number(),
  attempt: z.number(),
  timestamp: z.number(),
  /** Of a completed job: the job as the record now has it, not yet read. */
  job: z.unknown(),
});
/** One row of the ledger, as those who follow it need it. */
export type LedgerUpdate = z.output<typeof LedgerUpdate>;

/**
 * One row that makes no sense must not keep the others from being told: what can be read, how many there are, and the last
 * one's id; and which jobs they are about, unless one of them does not say.
 */
const rows = z.array(z.looseObject({ id: z.number() })).transform((given) => {
  const read = given.flatMap((row) => LedgerUpdate.safeParse(row).data ?? []);
  const jobIds = read.length === given.length ? read.map(({ jobId }) => jobId) : null;
  return { count: given.length, lastId: given.at(-1)?.id ?? 0, read, jobIds };
});

const Replayed = z.object({
  epoch: z.string(),
  /** The snapshot that was read in. */
  now: z.string(),
  /** The place is not yet possible in this database. */
  isAhead: z.boolean(),
  rows,
});
export type Replayed = z.output<typeof Replayed>;

const Tail = Replayed.extend({
  /** The database was restored from another one. */
  isForeign: z.boolean(),
  /** Jobs of the watched users that may be checked now, and since when. */
  due: z.array(z.object({ id: z.string(), at: z.string() })),
});
export type Tail = z.output<typeof Tail>;

/** A page of what was written since a place, by anybody; without one, only the present snapshot. Throws `DatabaseError`. */
export function readTail(place: LedgerPlace | null, limit: number, watched: string[]): Promise<Tail> {
  return callPromptly("read_tail", { ...placeArgs(place), p_limit: limit, p_watched: watched }, Tail);
}

/** A page of what this user has missed since a place. Throws `DatabaseError`. */
export function readReplay(userId: string, place: LedgerPlace, limit: number): Promise<Replayed> {
  return callPromptly("read_replay", { p_user_id: userId, ...placeArgs(place), p_limit: limit }, Replayed);
}

/** After a restore: so many rows of another database at most become rows of before; returns how many. Throws `DatabaseError`. */
export function settleLedger(limit: number, isBackInTime: boolean): Promise<number> {
  return callFunction("settle_ledger", { p_limit: limit, p_is_back_in_time: isBackInTime }, z.number());
}

function placeArgs(place: LedgerPlace | null): Record<string, unknown> {
  return { p_base: place?.base ?? null, p_until: place?.until ?? null, p_after: place?.after ?? 0 };
}
