import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { listMade, type MadePlace } from "@/lib/db/made";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, type Row } from "./rows";
import { rowsRead } from "./rows-read";

const db = useDatabase();
const steps = { photoshoot: "generating", sora: "generating" };
let userId: string;
let otherId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
  otherId = (await db.createUser()).id;
});
beforeEach(async () => {
  await db.sql`delete from jobs`;
});

/** A completed job with so many pictures, ended then, to the microsecond; its id. */
async function made(endedAt: string, files: number, owner = userId, columns: Row = {}): Promise<string> {
  const ended = { status: "completed", next_check_at: null, completed_at: new Date(), ...columns };
  const jobId = await insertJob(db.sql, owner, ended);
  await db.sql`update jobs set completed_at = ${endedAt}::text::timestamptz where id = ${jobId}`;
  const own = { step: "generating", state: "succeeded" };
  const operation = await insertOperation(db.sql, { id: jobId, userId: owner }, own);
  await addFiles(jobId, operation, files);
  return jobId;
}

async function addFiles(jobId: string, operation: string, files: number, type = "image/jpeg", name = "p") {
  await db.sql`
    insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
    select ${jobId}, o.user_id, o.id, ${name} || lpad(n::text, 2, '0') || '.jpg', ${type}, 1,
           repeat('a', 64), 'x', ''
      from operations o, generate_series(1, ${files}::integer) n where o.id = ${operation}`;
}

const idOf = ({ jobId, name }: MadePlace) => `${jobId}/${name}`;

/** Reads to the end, `between` pages doing something. */
async function readAll(limit: number, between: () => Promise<unknown> = async () => undefined) {
  const seen: string[] = [];
  let before: MadePlace | null = null;
  for (;;) {
    const page: MadePlace[] = await listMade(userId, steps, limit, before);
    seen.push(...page.map(idOf));
    const last = page.at(-1);
    if (!last || page.length < limit) return seen;
    before = last;
    await between();
  }
}

test("ends within one millisecond, and at the very same moment, are told apart from page to page", async () => {
  const same = "2026-11-20T10:00:00.000500Z";
  const jobs = [
    await made("2026-11-20T10:00:00.000501Z", 3),
    ...[await made(same, 2), await made(same, 3)].toSorted().toReversed(),
    await made("2026-11-20T10:00:00.000499Z", 1),
  ];
  const whole = await readAll(100);
  expect([...new Set(whole.map((id) => id.split("/")[0]))]).toEqual(jobs);
  expect(whole).toHaveLength(9);
  for (const limit of [1, 2, 4]) expect(await readAll(limit)).toEqual(whole);
});

test("what others finish and delete while somebody reads on moves nothing: no repeat, no gap", async () => {
  for (let n = 1; n <= 5; n++) await made(`2026-11-1${n}T10:00:00Z`, 3);
  const before = await readAll(100);
  let minute = 10;
  const seen = await readAll(2, async () => {
    const passing = await made(`2026-11-20T10:${minute++}:00Z`, 2);
    await made(`2026-11-20T10:${minute++}:00Z`, 2, otherId);
    await db.sql`delete from jobs where id = ${passing}`;
    await made(`2026-11-20T10:${minute++}:00Z`, 2);
  });
  expect(seen).toEqual(before);
});

test("a page goes on behind a job that was deleted after its cursor was given out", async () => {
  const [old, middle] = [await made("2026-11-10T10:00:00Z", 2), await made("2026-11-11T10:00:00Z", 2)];
  await made("2026-11-12T10:00:00Z", 2);
  const [, , third = null] = await listMade(userId, steps, 3, null);
  expect(third?.jobId).toBe(middle);
  await db.sql`delete from jobs where id = ${middle}`;
  expect((await listMade(userId, steps, 9, third)).map(idOf)).toEqual([`${old}/p01.jpg`, `${old}/p02.jpg`]);
});

test("only results count: of the step that is named, succeeded, to be looked at", async () => {
  const id = await made("2026-11-10T10:00:00Z", 1);
  const job = { id, userId };
  const others: Row[] = [
    { step: "training", state: "succeeded" },
    { step: "generating", slot: 1, state: "failed" },
  ];
  for (const [index, columns] of others.entries())
    await addFiles(id, await insertOperation(db.sql, job, columns), 1, "image/jpeg", `other-${index}-`);
  const text = await insertOperation(db.sql, job, { step: "generating", slot: 3, state: "succeeded" });
  await addFiles(id, text, 1, "text/vtt", "text-");
  const film = await insertOperation(db.sql, job, { step: "generating", slot: 4, state: "succeeded" });
  await addFiles(id, film, 1, "video/mp4", "video-");
  await db.sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
    values (${id}, ${userId}, ${film}, 'video-poster.jpg', 'image/jpeg', 1, ${"a".repeat(64)}, 'x', '')`;
  await made("2026-11-09T10:00:00Z", 1, userId, { kind: "chat" });
  expect(await readAll(100)).toEqual([`${id}/p01.jpg`, `${id}/video-01.jpg`]);
  expect(await listMade(userId, { sora: "generating" }, 9, null)).toEqual([]);
});

test("what is kept counts whatever became of its job: failed, canceled, or under way, also for what is made anew", async () => {
  const error = db.sql.json({ code: "x" }) as unknown as string;
  const failed = await made("2026-11-12T10:00:00Z", 2, userId, { status: "failed", error });
  const canceled = await made("2026-11-10T10:00:00Z", 1, userId, { status: "canceled" });
  const remade = await made("2026-11-14T10:00:00Z", 1);
  await db.sql`update operations set superseded_at = now() where job_id = ${remade}`;
  await db.sql`update jobs set status = 'processing', completed_at = null, created_at = '2026-11-11T10:00:00.123Z'
    where id = ${remade}`;
  const all = [`${failed}/p01.jpg`, `${failed}/p02.jpg`, `${remade}/p01.jpg`, `${canceled}/p01.jpg`];
  for (const limit of [1, 2, 100]) expect(await readAll(limit)).toEqual(all);
  const [, , underWay] = await listMade(userId, steps, 9, null);
  expect(underWay?.at).toBe("2026-11-11T10:00:00.123000Z");
  await db.sql`delete from jobs where id = ${failed}`;
  expect(await readAll(1)).toEqual(all.slice(2));
});

test("a page reads as many jobs as it has, though thousands of other kinds have ended since and before", async () => {
  for (let n = 1; n <= 9; n++)
    await made(`2026-11-1${n}T10:00:00Z`, 3, userId, { kind: n % 2 ? "sora" : "photoshoot" });
  await db.sql`
    insert into jobs (user_id, kind, input, input_hash, status, deadline_at, completed_at, next_check_at)
    select ${userId}, 'chat', '{}', 'x', 'completed', now(),
           timestamptz '2026-11-20' - (n % 20) * interval '1 day' - n * interval '1 second', null
      from generate_series(1, 5000) n`;
  await db.sql`vacuum analyze jobs`;
  const read = await rowsRead(db, "jobs", async (sql) => {
    const [row] = await sql`select jsonb_array_length(list_made(${userId}, ${sql.json(steps)}, 6)) as n`;
    expect(row?.["n"]).toBe(6);
  });
  // Two of each kind, and the one behind them that says where the next page begins.
  expect(read).toBeLessThanOrEqual(8);
});

test("a page in the depth of ten thousand pictures reads the jobs of that page, not all", async () => {
  await db.sql`
    with made as (
      insert into jobs (user_id, kind, input, input_hash, status, deadline_at, completed_at, next_check_at)
      select ${userId}, 'photoshoot', '{}', 'x', 'completed', now(), now() - n * interval '1 minute', null
        from generate_series(1, 1250) n returning id, user_id),
    worked as (
      insert into operations (id, job_id, user_id, attempt, step, slot, state, settles_at)
      select gen_random_uuid(), id, user_id, 1, 'generating', 0, 'succeeded', now() from made returning id, job_id, user_id)
    insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
    select job_id, user_id, id, 'p' || n || '.jpg', 'image/jpeg', 1, repeat('a', 64), 'x', ''
      from worked, generate_series(1, 8) n`;
  await db.sql`analyze jobs, operations, artifacts`;
  const [deep] = await db.sql<Array<{ id: string; at: string }>>`
    select id, to_char(completed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from jobs order by completed_at desc offset 1000 limit 1`;
  const before = { at: deep?.at ?? "", jobId: deep?.id ?? randomUUID(), name: "p4.jpg" };
  expect(await listMade(userId, steps, 49, before)).toHaveLength(49);
  const [plan] = await db.sql<Array<Record<string, unknown>>>`
    explain (analyze, format json) select list_made(${userId}, ${db.sql.json(steps)}, 49, ${before.at}, ${before.jobId}, ${before.name})`;
  const [{ "Execution Time": ms = Infinity } = {}] = Object.values(plan ?? {})[0] as Array<
    Record<string, number>
  >;
  expect(ms, "milliseconds").toBeLessThan(50);
});
