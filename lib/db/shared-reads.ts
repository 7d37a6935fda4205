import type { Job } from "@/lib/jobs/job";
import { JobRow } from "./job-row";
import { hasGrownSince, ledgerMark } from "./ledger-writes";
import { readSeenRows } from "./read-jobs";
import type { User } from "./user-client";

/** A job that was asked for so often within a second is watched by many. */
const manyAsks = 5;
const askedMs = 1_000;
/** For how long what was read of such a job is given to those who ask, in milliseconds from before it was read. */
const keptMs = 400;
/** So many jobs of one user are read at once. */
const mostAtOnce = 20;
/** A call begins when the one before has ended, or has taken so long: nobody waits for two that hang. */
const patienceMs = 100;

/** Rows by job, each made a job once. */
type Rows = ReadonlyMap<string, () => Job>;

/** One call to the database, for all who came before it began. */
interface Call {
  ids: Set<string>;
  /** By `performance.now()`; `null` while it waits for the one before (see `patienceMs`). */
  begunAt: number | null;
  /** How far the ledger was known before (see ledger-writes.ts). */
  mark: number;
  rows: Promise<Rows>;
}

interface Asked {
  /** The last times, by `performance.now()`. */
  times: number[];
  /** The last call that read it. */
  call: Call | null;
}

interface Reader {
  jobs: Map<string, Asked>;
  present: Call | null;
  next: Call | null;
}

/** On the global object, since Next may bundle routes and pages apart. */
const key = Symbol.for("darkroom.shared-reads");
const shared = globalThis as {
  [key]?: { readers: Map<string, Reader>; sweeping: NodeJS.Timeout | undefined };
};

function state() {
  return (shared[key] ??= { readers: new Map<string, Reader>(), sweeping: undefined });
}

/**
 * One job of this user, or `null`: as the database shows it at a moment after this was called. Those who ask at once share
 * a call, also for several jobs of one user. Nothing is shared between users.
 *
 * A job that many ask for, five within a second, may be given as it was 0.4 s ago, but never as it was before the last
 * write to its ledger of this process, before the last one that the tail has read, or before `knownAt`, up to which
 * whoever asks knows it. So what another process has written a moment ago may be missing for 0.4 s from what many ask for,
 * unless they say what they know. Throws `DatabaseError`.
 */
export async function readShared(user: User, id: string, knownAt: Date | null): Promise<Job | null> {
  const { readers } = state();
  const reader = readers.get(user.id) ?? { jobs: new Map<string, Asked>(), present: null, next: null };
  readers.set(user.id, reader);
  const asked = reader.jobs.get(id) ?? { times: [], call: null };
  reader.jobs.set(id, asked);
  const now = performance.now();
  asked.times = [...asked.times.slice(1 - manyAsks), now];
  sweepSoon();
  if (isHot(asked, now) && asked.call && isYoung(asked.call, id, now)) {
    const kept = await jobIn(asked.call, id, user);
    if (knownAt === null || (kept && kept.updatedAt >= knownAt)) return kept;
  }
  return jobIn(callFor(reader, user, id), id, user);
}

function isHot({ times }: Asked, now: number): boolean {
  const [first = -Infinity] = times;
  return times.length === manyAsks && now - first < askedMs;
}

function isYoung({ begunAt, mark }: Call, id: string, now: number): boolean {
  return begunAt !== null && now - begunAt < keptMs && !hasGrownSince(mark, id);
}

async function jobIn({ rows }: Call, id: string, user: User): Promise<Job | null> {
  const job = (await rows).get(id)?.() ?? null;
  return job?.userId === user.id ? job : null;
}

/** A call that has not begun yet: the next one's, which begins when the present one has ended. */
function callFor(reader: Reader, user: User, id: string): Call {
  const { next } = reader;
  if (next && next.ids.size < mostAtOnce) {
    next.ids.add(id);
    return next;
  }
  const call: Call = { ids: new Set([id]), begunAt: null, mark: 0, rows: Promise.resolve(new Map()) };
  const before = next ?? reader.present;
  const start = () => begin(reader, user, call);
  call.rows = before ? endOf(before).then(start) : start();
  if (before) reader.next = call;
  return call;
}

/** Resolves once a call has ended, however that is, or has taken too long. */
function endOf({ rows }: Call): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  const end = (): void => {
    clearTimeout(timer);
    resolve();
  };
  rows.then(end, end);
  return promise;
}

/** Reads what is asked for, and with it what many ask for of the same user. */
function begin(reader: Reader, user: User, call: Call): Promise<Rows> {
  const now = performance.now();
  if (reader.next === call) reader.next = null;
  reader.present = call;
  for (const [id, asked] of reader.jobs) {
    if (call.ids.size < mostAtOnce && isHot(asked, now)) call.ids.add(id);
    if (call.ids.has(id)) asked.call = call;
  }
  call.begunAt = now;
  call.mark = ledgerMark();
  return readSeenRows(user, [...call.ids])
    .then(rowsOf)
    .catch((error: unknown) => {
      // Whoever comes from now on tries again.
      call.mark = -1;
      throw error;
    })
    .finally(() => {
      if (reader.present === call) reader.present = null;
    });
}

/** One row that makes no sense keeps nobody from the others. */
function rowsOf(read: ReadonlyMap<string, unknown>): Rows {
  return new Map(
    [...read].map(([id, row]) => {
      let job: Job | undefined;
      return [id, () => (job ??= JobRow.parse(row))];
    }),
  );
}

/** What nobody asks for any more is let go of. */
function sweepSoon(): void {
  const all = state();
  if (all.sweeping) return;
  all.sweeping = setTimeout(() => {
    all.sweeping = undefined;
    const now = performance.now();
    for (const [userId, reader] of all.readers) {
      for (const [id, { times }] of reader.jobs)
        if (now - (times.at(-1) ?? 0) > askedMs) reader.jobs.delete(id);
      if (reader.jobs.size === 0 && !reader.present && !reader.next) all.readers.delete(userId);
    }
    if (all.readers.size > 0) sweepSoon();
  }, askedMs);
  all.sweeping.unref();
}
