import type { ISql } from "postgres";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { useDatabase } from "../support/database";
import { insertJob } from "./rows";

const db = useDatabase();
let userId: string;
let jobId: string;

beforeAll(async () => {
  userId = (await db.createUser()).id;
  jobId = await insertJob(db.sql, userId);
});

beforeEach(async () => {
  await db.sql`delete from announcements`;
  await db.sql`delete from publishing`;
});

/** Writes so many events in one transaction; their ids. */
async function write(count = 1, sql: ISql = db.sql): Promise<number[]> {
  const written = await sql<Array<{ id: string }>>`
    insert into job_events (job_id, user_id, type, status, progress, attempt, source)
    select ${jobId}, ${userId}, 'progress', 'processing', n, 1, 'step' from generate_series(1, ${count}) as n returning id`;
  return written.map(({ id }) => Number(id));
}

async function take(told: number[] = [], limit = 100, sql: ISql = db.sql): Promise<number[]> {
  const [row] = await sql<Array<{ rows: Array<{ id: number }> }>>`
    select take_announcements(${told}, ${limit}, 5000) as rows`;
  return row?.rows.map(({ id }) => id) ?? [];
}

/** Does something while the database's clock has moved on by so much. */
const after = <T>(interval: string, act: (sql: ISql) => Promise<T>) =>
  db.sql.begin(async (sql) => {
    await sql`select set_config('darkroom.now', (clock_timestamp() + ${interval}::text::interval)::text, true)`;
    return act(sql);
  });

const noted = async () => Number((await db.sql`select count(*) as n from announcements`)[0]?.["n"]);

test("where nobody announces, nothing is written down", async () => {
  await write(3);
  expect(await noted()).toBe(0);
});

test("where nobody has announced for an hour, nothing is written down any more", async () => {
  await take();
  await after("59 minutes", (sql) => write(1, sql));
  expect(await noted()).toBe(1);
  await after("61 minutes", (sql) => write(1, sql));
  expect(await noted()).toBe(1);
});

test("every event is taken once, in the order of the ledger, with its kind", async () => {
  await take();
  const ids = await write(3);
  const [row] = await db.sql`select take_announcements('{}', 2, 5000) as rows`;
  expect(row?.["rows"]).toMatchObject(
    ids.slice(0, 2).map((id) => ({ id, jobId, userId, kind: "photoshoot" })),
  );
  expect(await take()).toEqual(ids.slice(2));
  expect(await take()).toEqual([]);
});

test("what was undone is not announced, and what is not committed yet is not either", async () => {
  await take();
  const undone = db.sql.begin(async (sql) => {
    await write(1, sql);
    expect(await take()).toEqual([]);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await take()).toEqual([]);
});

test("those who take at the same time never take the same event, and leave none", async () => {
  await take();
  const ids = await write(400);
  const takers = Array.from({ length: 8 }, async () => {
    const all: number[] = [];
    for (let last: number[] = [-1]; last.length > 0; all.push(...last)) last = await take(last, 10);
    return all;
  });
  const taken = (await Promise.all(takers)).flat();
  expect(taken.toSorted((a, b) => a - b)).toEqual(ids);
  expect(await noted()).toBe(0);
});

test("what its taker did not tell is anybody's again after the lease; what was told is forgotten", async () => {
  await take();
  const [told = 0, untold = 0] = await write(2);
  expect(await take()).toEqual([told, untold]);
  expect(await take([told])).toEqual([]);
  expect(await after("4 seconds", (sql) => take([], 100, sql))).toEqual([]);
  expect(await after("6 seconds", (sql) => take([], 100, sql))).toEqual([untold]);
});

test("what nobody could tell for ten minutes is forgotten", async () => {
  await take();
  const ids = await write(2);
  expect(await after("11 minutes", (sql) => take([], 100, sql))).toEqual([]);
  expect(ids).toHaveLength(2);
  expect(await noted()).toBe(0);
});

test("an announcement goes with its job", async () => {
  await take();
  const other = await insertJob(db.sql, userId);
  await db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
    values (${other}, ${userId}, 'created', 'pending', 0, 1, 'browser')`;
  expect(await noted()).toBe(1);
  await db.sql`delete from jobs where id = ${other}`;
  expect(await noted()).toBe(0);
});
