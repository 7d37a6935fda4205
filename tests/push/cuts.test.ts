import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test } from "vitest";
import { endAll } from "@/lib/push/listen";
import { wakeTail } from "@/lib/push/tail";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase } from "../support/database";
import { hear, type Hearing } from "../support/hear";
import { addEvent, eventIds } from "../support/ledger-rows";

const db = useDatabase();

beforeAll(() => stubAppOf(db));
afterEach(() => endAll("shutdown"));

/** `PUSH_SEED=9` makes another run. */
const seed = Number(process.env["PUSH_SEED"] ?? 12);

/** Numbers from 0 to 1 that a seed says (mulberry32). */
function randomOf(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomOf(seed);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

interface Job {
  id: string;
  userId: string;
}

/** Every row differs from the one before it in its attempt, so that none is held back. */
let attempts = 0;

/** One transaction that writes some rows, in savepoints that may be rolled back, takes its time, and may be rolled back itself. */
async function write(jobs: readonly Job[]): Promise<void> {
  // In one order, so that no two wait for each other.
  const chosen = jobs.filter(() => random() < 0.2);
  const undo = new Error("rolled back");
  await db.sql
    .begin(async (sql) => {
      if (random() < 0.5) await sql`select pg_current_xact_id()`;
      if (random() < 0.5) await sleep(random() * 20);
      for (const job of chosen) {
        await sql
          .savepoint(async (inner) => {
            await addEvent(inner, job, { attempt: ++attempts });
            if (random() < 0.15) throw undo;
          })
          .catch((error: unknown) => {
            if (error !== undo) throw error;
          });
        if (random() < 0.3) await addEvent(sql, job, { attempt: ++attempts });
        if (random() < 0.3) await sleep(random() * 30);
      }
      if (random() < 0.1) throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (random() < 0.7) wakeTail();
}

/** A client that is cut again and again, and goes on from where it was. */
async function client(userId: string, from: string, isOver: () => boolean): Promise<number[]> {
  const ids: number[] = [];
  let since = from;
  for (;;) {
    const isLast = isOver();
    const hearing: Hearing = await hear(userId, { since });
    if (isLast || random() < 0.5) await hearing.isCaughtUp;
    if (!isLast) await sleep(random() * 60);
    // A quiet client is given the cursor of where the tail is, now and then.
    const cursor: string = random() < 0.4 ? hearing.position() : hearing.cursor || since;
    hearing.stop();
    ids.push(...hearing.ids());
    since = cursor;
    if (isLast) return ids;
    if (random() < 0.5) await sleep(random() * 40);
  }
}

test(`whatever races, whoever is cut at random and comes again hears of each row once, each job's in order (seed ${seed})`, async () => {
  const users = await Promise.all([1, 2, 3].map(() => db.createUser()));
  const jobs: Job[] = [];
  for (let n = 0; n < 24; n++) {
    const { id: userId } = pick(users);
    jobs.push({ id: await insertJob(db.sql, userId), userId });
  }
  let isDone = false;
  const first = await hear(users[0]?.id ?? "");
  await first.isCaughtUp;
  const clients = users.flatMap(({ id }) =>
    [1, 2, 3, 4].map(async () => ({ id, heard: await client(id, first.cursor, () => isDone) })),
  );
  const writers = Array.from({ length: 8 }, async () => {
    for (let n = 0; n < 20; n++) await write(jobs);
  });
  await Promise.all(writers);
  isDone = true;
  const jobOf = new Map<number, string>();
  for (const job of jobs) for (const id of await eventIds(db.sql, [job.id])) jobOf.set(id, job.id);
  expect(jobOf.size).toBeGreaterThan(300);
  for (const { id: userId, heard } of await Promise.all(clients)) {
    const own = jobs.filter((job) => job.userId === userId);
    expect(heard.toSorted((a, b) => a - b)).toEqual(
      await eventIds(
        db.sql,
        own.map(({ id }) => id),
      ),
    );
    for (const job of own) {
      const ofJob = heard.filter((id) => jobOf.get(id) === job.id);
      expect(ofJob).toEqual(ofJob.toSorted((a, b) => a - b));
    }
  }
});
