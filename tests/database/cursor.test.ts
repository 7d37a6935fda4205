import { randomUUID } from "node:crypto";
import type { ISql } from "postgres";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commitChecks } from "@/lib/db/commit-checks";
import { cancelJobRow } from "@/lib/db/job-verbs";
import { keepChunk } from "@/lib/db/keep-chunk";
import { readJobRecord } from "@/lib/db/read-jobs";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { changeOf, claim, insertJob, insertOperation, readRow, untilWaiting } from "./rows";

let userId: string;
let jobId: string;
let operationId: string;

/** As a kind would have it that writes words from a stream. */
const kindsOwn = `
  create table words (operation_id uuid, word text);
  create function keep_words(p_claim_id uuid, p_operation_id uuid, p_after jsonb, p_cursor jsonb, p_rows jsonb)
    returns boolean language plpgsql security definer set search_path = '' as $$
  begin
    if not public.move_cursor(p_claim_id, p_operation_id, p_after, p_cursor) then
      return false;
    end if;
    insert into public.words select p_operation_id, jsonb_array_elements_text(p_rows);
    return true;
  end $$;`;
const db = useDatabase(kindsOwn);

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from words`;
  jobId = await insertJob(db.sql, userId, { status: "processing", providers: ["openai"] });
  const done = { provider: "openai", state: "succeeded" };
  operationId = await insertOperation(db.sql, { id: jobId, userId }, done);
});

type At = { byte: number } | null;

const keep = async (claimId: string | null, after: At, cursor: { byte: number }, ...rows: string[]) =>
  (await keepChunk("keep_words", { claimId, operationId, after, cursor, rows })).isOurs;

/** The job is in this status, with all that belongs to it. */
async function become(status: string): Promise<void> {
  const error = status === "failed" ? { code: "timed_out" } : null;
  const isOver = status !== "pending" && status !== "processing";
  await db.sql`update jobs set status = ${status}, error = ${error && db.sql.json(error)},
    output = case when ${status} = 'completed' then '{}'::jsonb end,
    completed_at = case when ${isOver} then now() end, next_check_at = case when ${!isOver} then now() end`;
}

const words = async () => (await db.sql`select word from words order by word`).map((row) => row["word"]);

test("parts are written one after the other, each from where the last one ended", async () => {
  const claimId = await claim(jobId);
  expect(await keep(claimId, null, { byte: 10 }, "a", "b")).toBe(true);
  expect(await keep(claimId, { byte: 10 }, { byte: 20 }, "c")).toBe(true);
  expect(await words()).toEqual(["a", "b", "c"]);
  expect((await readRow(db.sql, "operations", operationId))["cursor"]).toEqual({ byte: 20 });
});

test("a part that comes twice, or before its turn, is written once", async () => {
  const claimId = await claim(jobId);
  expect(await keep(claimId, { byte: 10 }, { byte: 20 }, "c")).toBe(false);
  expect(await keep(claimId, null, { byte: 10 }, "a")).toBe(true);
  expect(await keep(claimId, null, { byte: 10 }, "a")).toBe(false);
  expect(await words()).toEqual(["a"]);
});

test("of two who write the same part at once, one does", async () => {
  const claimId = await claim(jobId);
  const part = db.sql.json(["a"]);
  const write = (sql: ISql) => sql<Array<{ kept: boolean }>>`
    select keep_words(${claimId}, ${operationId}, null, '{"byte": 10}', ${part}) as kept`;
  let second: Promise<boolean | undefined> | undefined;
  await db.sql.begin(async (sql) => {
    const [first] = await write(sql);
    expect(first?.kept).toBe(true);
    second = write(db.sql).then(([row]) => row?.kept);
    await untilWaiting(db.sql);
  });
  expect(await second).toBe(false);
  expect(await words()).toEqual(["a"]);
});

test("whoever has lost the claim writes nothing", async () => {
  const old = await claim(jobId);
  await db.sql`update jobs set claim_expires_at = now() - interval '1 second'`;
  const present = await claim(jobId);
  expect(await keep(old, null, { byte: 10 }, "a")).toBe(false);
  expect(await keep(randomUUID(), null, { byte: 10 }, "a")).toBe(false);
  expect(await keep(present, null, { byte: 10 }, "a")).toBe(true);
});

test("of a job that was canceled nothing more is written", async () => {
  const claimId = await claim(jobId);
  await cancelJobRow(jobId, userId, "browser");
  expect(await keep(claimId, null, { byte: 10 }, "a")).toBe(false);
  expect(await words()).toEqual([]);
});

test("what is kept stays kept: no part is written after it, and no later commit takes the moment back", async () => {
  let claimId = await claim(jobId);
  await keep(claimId, null, { byte: 10 }, "a");
  const [operation] = (await readJobRecord(jobId))?.operations ?? [];
  if (!operation) throw new Error("The job has no operation.");
  const keptAt = new Date("2026-01-01T00:00:00Z");
  await commitChecks(claimId, "browser", [changeOf(jobId, { operations: [{ ...operation, keptAt }] })], []);
  claimId = await claim(jobId);
  expect(await keep(claimId, { byte: 10 }, { byte: 20 }, "b")).toBe(false);
  await commitChecks(
    claimId,
    "browser",
    [changeOf(jobId, { operations: [{ ...operation, cursor: null, keptAt: null }] })],
    [],
  );
  const row = await readRow(db.sql, "operations", operationId);
  expect(row).toMatchObject({ kept_at: keptAt, cursor: { byte: 10 } });
});

test.each(["pending", "processing", "completed"])(
  "without a claim nothing of a %s job is written",
  async (status) => {
    await become(status);
    expect(await keep(null, null, { byte: 10 }, "a")).toBe(false);
    expect(await words()).toEqual([]);
  },
);

describe.each(["failed", "canceled"])("of a %s job", (status) => {
  beforeEach(() => become(status));

  test("finished work is written without a claim, each part once", async () => {
    expect(await keep(null, null, { byte: 10 }, "a")).toBe(true);
    expect(await keep(null, null, { byte: 10 }, "a")).toBe(false);
    expect(await keep(null, { byte: 10 }, { byte: 20 }, "b")).toBe(true);
    expect(await words()).toEqual(["a", "b"]);
  });

  test("nothing is written of work that is not over, or that is taken to its end", async () => {
    await db.sql`update operations set state = 'running'`;
    expect(await keep(null, null, { byte: 10 }, "a")).toBe(false);
    await db.sql`update operations set state = 'succeeded', kept_at = now()`;
    expect(await keep(null, null, { byte: 10 }, "a")).toBe(false);
  });

  test("whoever comes with a claim writes nothing", async () => {
    expect(await keep(randomUUID(), null, { byte: 10 }, "a")).toBe(false);
  });
});
