import { afterEach, beforeAll, expect, test } from "vitest";
import { readCursor } from "@/lib/push/cursor";
import { endAll } from "@/lib/push/listen";
import { wakeTail } from "@/lib/push/tail";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase } from "../support/database";
import { hear } from "../support/hear";
import { addEvent } from "../support/ledger-rows";

const db = useDatabase("", true);
let job: { id: string; userId: string };

beforeAll(async () => {
  stubAppOf(db);
  // What is not committed is then written down by nobody else before the crash.
  await db.sql`alter system set wal_writer_delay = '10s'`;
  await db.sql`select pg_reload_conf()`;
  const { id: userId } = await db.createUser();
  job = { id: await insertJob(db.sql, userId), userId };
});
afterEach(() => endAll("shutdown"));

/** The number that the next transaction is given. */
async function nextNumber(): Promise<number> {
  const [row] = await db.sql<Array<{ xmax: string }>>`
    select pg_snapshot_xmax(pg_current_snapshot()) as xmax`;
  return Number(row?.xmax);
}

/** Numbers that leave nothing behind: a PostgreSQL that dies gives them out again. */
async function spendNumbers(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const spent = db.sql.begin(async (sql) => {
      await sql`select pg_current_xact_id()`;
      throw new Error("rolled back");
    });
    await expect(spent).rejects.toThrow("rolled back");
  }
}

test("after a crash that takes numbers of transactions back everybody hears on from where they were, and nobody begins anew", async () => {
  const { userId } = job;
  const staying = await hear(userId);
  const leaving = await hear(userId);
  await Promise.all([staying.isCaughtUp, leaving.isCaughtUp]);
  const first = await addEvent(db.sql, job);
  await spendNumbers(40);
  wakeTail();
  await expect.poll(() => [staying.ids(), leaving.ids()]).toEqual([[first], [first]]);
  const quiet = await hear(userId);
  await quiet.isCaughtUp;
  const cursors = [leaving.cursor, leaving.position(), quiet.position()];
  leaving.stop();
  quiet.stop();
  const numberBefore = await nextNumber();

  await db.kill("SIGKILL");
  await db.restart();
  await expect.poll(() => addEvent(db.sql, job, { attempt: 2 }).catch(() => 0)).toBeGreaterThan(first);
  // Without this, nothing is proven.
  expect(await nextNumber()).toBeLessThan(numberBefore);
  await expect.poll(() => staying.ids().length, { timeout: 10_000 }).toBe(2);
  const early = await Promise.all(cursors.map((since) => hear(userId, { since })));

  // Numbers that were given out before now stand for others, which are written and seen.
  for (let attempt = 3; (await nextNumber()) < numberBefore + 5; attempt++)
    await addEvent(db.sql, job, { attempt });
  const late = await Promise.all(cursors.map((since) => hear(userId, { since })));
  wakeTail();

  const rows = await db.sql<Array<{ id: string }>>`
    select id from job_events where job_id = ${job.id} and id > ${first} order by id`;
  const missed = rows.map(({ id }) => Number(id));
  for (const hearing of [...early, ...late, staying]) {
    await expect.poll(() => hearing.ids().filter((id) => id !== first)).toEqual(missed);
    expect(hearing.ended).toBeNull();
    expect(readCursor(hearing.cursor).epoch).toBe(readCursor(leaving.cursor).epoch);
  }
});
