import type { ISql } from "postgres";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { settleLedger } from "@/lib/db/ledger-tail";
import { InvalidCursor, cursorText, readCursor } from "@/lib/push/cursor";
import { endAll } from "@/lib/push/listen";
import { wakeTail } from "@/lib/push/tail";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase } from "../support/database";
import { hear } from "../support/hear";
import { addEvent } from "../support/ledger-rows";

const db = useDatabase();
let userId: string;

beforeAll(async () => {
  stubAppOf(db);
  ({ id: userId } = await db.createUser());
});
beforeEach(async () => {
  await db.sql`delete from jobs`;
});
afterEach(() => endAll("shutdown"));

const newJob = async () => ({ id: await insertJob(db.sql, userId), userId });

/** As after a restore from a database whose transactions were numbered further than those of this one. */
async function numberAhead(sql: ISql = db.sql): Promise<void> {
  await sql`alter table job_events disable trigger job_events_are_append_only`;
  await sql`update job_events set xid = '900000000000'`;
  await sql`alter table job_events enable trigger job_events_are_append_only`;
}

test("in a restored ledger whoever listened begins anew, old cursors are refused, and what is written from then on is told", async () => {
  const job = await newJob();
  await addEvent(db.sql, job);
  const before = await hear(userId);
  await before.isCaughtUp;
  await numberAhead();
  wakeTail();
  await expect.poll(() => before.ended).toBe("too_old");
  await expect(hear(userId, { since: before.cursor })).rejects.toThrow(InvalidCursor);
  const after = await hear(userId);
  await after.isCaughtUp;
  const id = await addEvent(db.sql, job, { attempt: 2 });
  wakeTail();
  await expect.poll(() => after.ids()).toEqual([id]);
  expect(await db.sql`select 1 from job_events where xid > '800000000000'`).toHaveLength(0);
});

test("a ledger that was moved to another PostgreSQL has another epoch from the first look on", async () => {
  const before = await hear(userId);
  await before.isCaughtUp;
  endAll("shutdown");
  await db.sql`update ledger_epoch set home = '1/1'`;
  await expect(hear(userId, { since: before.cursor })).resolves.toBeDefined();
  await expect.poll(async () => (await db.sql`select home from ledger_epoch`)[0]?.["home"]).not.toBe("1/1");
  endAll("shutdown");
  await expect(hear(userId, { since: before.cursor })).rejects.toThrow(InvalidCursor);
});

test("a cursor from the future is refused, and changes nothing for others", async () => {
  const hearing = await hear(userId);
  await hearing.isCaughtUp;
  const { epoch, position } = readCursor(hearing.cursor);
  const base = { ...position.base, xmax: position.base.xmax + 1_000_000_000 };
  const future = [
    cursorText(epoch, { ...position, base }),
    cursorText(epoch, { base: position.base, until: base, id: 0 }),
  ];
  for (const since of future) await expect(hear(userId, { since })).rejects.toThrow(InvalidCursor);
  await expect(hear(userId, { since: cursorText("000000000000", position) })).rejects.toThrow(InvalidCursor);
  const id = await addEvent(db.sql, await newJob());
  wakeTail();
  await expect.poll(() => hearing.ids()).toEqual([id]);
});

test("whoever missed up to 5,000 updates is told them; whoever missed more is sent away, to begin anew", async () => {
  const { id } = await newJob();
  const before = await hear(userId);
  await before.isCaughtUp;
  const since = before.cursor;
  endAll("shutdown");
  const add = (count: number) => db.sql`
    insert into job_events (job_id, user_id, type, status, progress, attempt, source)
    select ${id}, ${userId}, 'progress', 'processing', 0, n, 'browser' from generate_series(1, ${count}::int) n`;
  await add(5_000);
  const patient = await hear(userId, { since });
  await patient.isCaughtUp;
  expect(patient.ended).toBeNull();
  await add(1);
  const late = await hear(userId, { since });
  await late.isCaughtUp;
  expect(late.ended).toBe("too_old");
  expect(late.calls).not.toContain("caughtUp");
});

test("history is rewritten by nobody: a row's number is changed only where it cannot be of this PostgreSQL", async () => {
  await addEvent(db.sql, await newJob());
  await expect(db.sql`update job_events set xid = '0'`).rejects.toThrow("append-only");
  // In one transaction: who follows the ledger here would put it right meanwhile.
  await db.sql.begin(async (sql) => {
    await numberAhead(sql);
    const rewrite = (work: (within: ISql) => Promise<unknown>) =>
      expect(sql.savepoint(work)).rejects.toThrow("append-only");
    await rewrite((within) => within`update job_events set xid = '0', type = 'x'`);
    await rewrite((within) => within`update job_events set xid = '5'`);
    await sql`update job_events set xid = '0'`;
  });
});

test("a restored ledger is put right while others write", async () => {
  const { id } = await newJob();
  await db.sql`
    insert into job_events (job_id, user_id, type, status, progress, attempt, source, xid)
    select ${id}, ${userId}, 'progress', 'processing', 0, n, 'browser',
           (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + n)::text::xid8
      from generate_series(1500, 1, -1) as n`;
  const settled = new AbortController();
  const writing = Array.from({ length: 8 }, async () => {
    while (!settled.signal.aborted) await db.sql`select pg_current_xact_id()`;
  });
  const settling = async () => {
    while ((await settleLedger(1_000, false)) === 1_000);
  };
  await settling().finally(() => settled.abort());
  await Promise.all(writing);
  const [left] =
    await db.sql`select count(*)::int as count from job_events where xid >= pg_snapshot_xmax(pg_current_snapshot())`;
  expect(left?.["count"]).toBe(0);
});
