import { afterEach, beforeAll, expect, test } from "vitest";
import type { Sql } from "postgres";
import { z } from "zod";
import { callFunction } from "@/lib/db/call-function";
import { claimDueJobs, claimJob } from "@/lib/db/claims";
import { commitChecks } from "@/lib/db/commit-checks";
import { JobRow, OperationRow } from "@/lib/db/job-row";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { changeOf, insertJob, insertOperation, untilWaiting } from "./rows";

const db = useDatabase();
const noLimits = { kinds: {}, provider: 1_000_000, graces: {} };
let userIds: string[];

beforeAll(async () => {
  stubAppOf(db);
  const users = await Promise.all(Array.from({ length: 5 }, () => db.createUser()));
  userIds = users.map(({ id }) => id);
  // Supabase Lite prepares itself at the first call, and a second one at that moment fails.
  await claimDueJobs(1, 60_000, null, noLimits);
});

afterEach(async () => {
  await db.sql`delete from jobs`;
});

/** So many jobs under way, and due, of five users in turn. */
async function insertDue(count: number): Promise<void> {
  await db.sql`
    insert into jobs (user_id, kind, status, stage, input, input_hash, providers, admitted_at, deadline_at, next_check_at)
    select (${userIds}::uuid[])[1 + n % 5], 'photoshoot', 'processing', 'training', '{}', 'x', '{astria}', now(),
           now() + interval '1 hour', now() - n * interval '1 millisecond'
      from generate_series(1, ${count}) as n`;
}

/** A run through all that is due, which finds nothing new: how many it checked in how many calls, and what it saw remain. */
async function checkAll(): Promise<{ checked: number; calls: number; remaining: number[] }> {
  let checked = 0;
  let calls = 0;
  const remaining: number[] = [];
  for (;;) {
    const claim = await claimDueJobs(500, 60_000, null, noLimits);
    calls++;
    remaining.push(claim.remaining);
    if (claim.jobs.length === 0) return { checked, calls, remaining };
    const changes = claim.jobs.map((job) => changeOf(job.id, { changesRecord: false }));
    checked += (await commitChecks(claim.id, "vercel-cron", changes, [])).length;
    calls++;
  }
}

test("10 overlapping runs through 5,000 due jobs check each exactly once, in at most 10 calls a thousand", async () => {
  await insertDue(5_000);
  const runs = await Promise.all(Array.from({ length: 10 }, checkAll));
  expect(runs.reduce((sum, run) => sum + run.checked, 0)).toBe(5_000);
  const counts = await db.sql`select checks, count(*)::int as jobs from jobs group by checks`;
  expect(counts.map((row) => ({ ...row }))).toEqual([{ checks: 1, jobs: 5_000 }]);
  // Each run ends with a claim that finds nothing.
  expect(runs.reduce((sum, run) => sum + run.calls, 0) - runs.length).toBeLessThanOrEqual(50);
  expect(runs.map((run) => run.remaining.at(-1))).toEqual(runs.map(() => 0));
});

test("what remains of 1,200 due jobs is counted batch by batch", async () => {
  await insertDue(1_200);
  expect((await checkAll()).remaining).toEqual([700, 200, 0, 0]);
});

test.each([
  ["claim_due_jobs", { p_limit: 5, p_kind: null }],
  ["claim_job", { p_min_age_ms: 0 }],
])(
  "an app made for schema 6 that still runs claims nothing by %s, which it could not read",
  async (name, args) => {
    const jobId = await insertJob(db.sql, userIds[0] ?? "");
    const of = name === "claim_job" ? { p_job_id: jobId } : {};
    const call = callFunction(name, { ...of, ...args, p_lease_ms: 155_000, p_limits: noLimits }, z.unknown());
    await expect(call).rejects.toMatchObject({ code: "PGRST202" });
    expect(await db.sql`select from jobs where claim_id is null`).toHaveLength(1);
  },
);

type Then = (sql: Pick<Sql, "unsafe">, claims: Promise<unknown>) => Promise<unknown>;

/** So many ask for a job that is due while its row is locked so; how many jobs each gets, after `then` and the end of that transaction. */
async function claimsOf(jobId: string, lock: string, then: Then, askers = 2): Promise<number[]> {
  const claims: Array<ReturnType<typeof claimJob>> = [];
  await db.sql.begin(async (sql) => {
    await sql.unsafe(`select from jobs where id = '${jobId}' for ${lock}`);
    for (let each = 0; each < askers; each++) claims.push(claimJob(jobId, 60_000, null, noLimits));
    await then(sql, Promise.all(claims));
  });
  return (await Promise.all(claims)).map(({ jobs }) => jobs.length).toSorted();
}

const running = () => insertJob(db.sql, userIds[0] ?? "", { status: "processing" });

/** Once somebody waits for it, does this to the row. */
const onceAwaited =
  (change: string): Then =>
  async (sql, claims) => {
    expect(await untilWaiting(db.sql, claims)).toBe(true);
    await sql.unsafe(change);
  };

/** Nobody waits for it. */
const unawaited: Then = async (_sql, claims) => {
  expect(await untilWaiting(db.sql, claims)).toBe(false);
};

test("a row that refers to a job is written: one of two who ask for the job gets it at once", async () => {
  expect(await claimsOf(await running(), "key share", (_sql, claims) => claims)).toEqual([0, 1]);
});

test("its row is being changed: one of two who ask for the job gets it as it is then", async () => {
  const jobId = await running();
  const change = `update jobs set nudged = true, next_check_at = clock_now() where id = '${jobId}'`;
  expect(await claimsOf(jobId, "update", onceAwaited(change))).toEqual([0, 1]);
});

test("it is being canceled: none of two who ask for the job gets it", async () => {
  const jobId = await running();
  const change = `select cancel_job(id, user_id, 'manual') from jobs where id = '${jobId}'`;
  expect(await claimsOf(jobId, "update", onceAwaited(change))).toEqual([0, 0]);
});

test("its row is held for seconds: nobody waits for ever, and it stays due", async () => {
  const jobId = await running();
  expect(await claimsOf(jobId, "update", (_sql, claims) => claims)).toEqual([0, 0]);
  expect((await claimJob(jobId, 60_000, null, noLimits)).jobs).toHaveLength(1);
});

test("the row of a job in line is not waited for: all who start others would wait, too", async () => {
  expect(await claimsOf(await insertJob(db.sql, userIds[0] ?? ""), "update", unawaited, 1)).toEqual([0]);
});

test("whoever asks for a job that somebody checks waits for nobody", async () => {
  const jobId = await running();
  expect((await claimJob(jobId, 60_000, null, noLimits)).jobs).toHaveLength(1);
  expect(await claimsOf(jobId, "update", unawaited, 1)).toEqual([0]);
});

test("what a check that found nothing new writes is when it was, and when the next one is to be", async () => {
  const delay = { code: "unreachable", message: "Away", until: "2026-01-01T00:00:00Z" };
  const timeline = [{ name: "training", startedAt: "2026-01-01T00:00:00Z", endedAt: null }];
  const record = { progress: 40, output: { tags: 3 }, delay, timeline, failed_checks: 2 };
  await insertJob(db.sql, userIds[0] ?? "", { status: "processing", stage: "generating", ...record });
  const [before] = await db.sql`select * from jobs`;
  const claim = await claimDueJobs(1, 60_000, null, noLimits);
  const changes = claim.jobs.map((job) => changeOf(job.id, { changesRecord: false, providers: ["fal"] }));
  await commitChecks(claim.id, "browser", changes, []);
  const [after] = await db.sql`select * from jobs`;
  const checked = ["next_check_at", "checked_at", "checks", "admitted_at", "started_at", "providers"];
  const changed = Object.keys(after ?? {}).filter((key) => String(after?.[key]) !== String(before?.[key]));
  expect(changed.filter((key) => !checked.includes(key))).toEqual([]);
  expect(after).toMatchObject({
    ...record,
    stage: "generating",
    checks: 1,
    claim_id: null,
    providers: ["fal"],
  });
  expect(await db.sql`select 1 from job_events`).toHaveLength(0);
});

/** How often each function ran in this transaction; what PostgreSQL writes into its callers does not count. */
async function callsOf(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql<Array<{ name: string; calls: number }>>`
    select funcname as name, calls::int from pg_stat_xact_user_functions where schemaname = 'public'`;
  return Object.fromEntries(rows.map(({ name, calls }) => [name, calls]));
}

test("a claim goes through what is due once, and asks for the line only where somebody stands in it", async () => {
  await insertDue(20);
  const claim = async (sql: Sql) => sql`select claim_due(5, 60000)`;
  await db.sql.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    await sql`set local track_functions = 'all'`;
    await claim(sql);
    const alone = await callsOf(sql);
    expect(alone["paused_providers"]).toBe(1);
    expect(alone["turns"]).toBeUndefined();
    // Of 15 rows that are due none costs a call.
    expect(alone["may_be_asked"]).toBeUndefined();
    await insertJob(sql, userIds[0] ?? "");
    await claim(sql);
    expect(await callsOf(sql)).toMatchObject({ paused_providers: 2, turns: 1 });
  });
});

const Rows = z.array(z.looseObject({}));

test("what a claim gives, and what a reader is shown, has each column that a row is read by, and no other", async () => {
  const userId = userIds[0] ?? "";
  const jobId = await insertJob(db.sql, userId);
  const operationId = await insertOperation(db.sql, { id: jobId, userId });
  const file = {
    name: "a.jpg",
    content_type: "image/jpeg",
    bytes: 1,
    sha256: "0".repeat(64),
    storage_path: "a",
  };
  const artifact = {
    job_id: jobId,
    user_id: userId,
    operation_id: operationId,
    source_url: "http://a.test",
    ...file,
  };
  await db.sql`insert into artifacts ${db.sql(artifact)}`;
  const shown = await db.sql`select * from seen_jobs`;
  const args = { p_limit: 1, p_lease_ms: 60_000, p_kind: null, p_limits: noLimits };
  const claimed = await callFunction(
    "claim_due",
    args,
    z.looseObject({ jobs: Rows, operations: Rows, artifacts: Rows }),
  );

  const { operations: _operations, artifacts, ...job } = JobRow.in.shape;
  const read = {
    job: namesIn(job),
    operation: namesIn(OperationRow.in.shape),
    artifact: namesIn(artifacts.element.in.shape),
  };
  const [seen] = z.array(z.looseObject({ operations: Rows, artifacts: Rows })).parse(shown);
  expect({
    job: namesIn(seen).filter((name) => !["operations", "artifacts"].includes(name)),
    operation: namesIn(seen?.operations[0]),
    artifact: namesIn(seen?.artifacts[0]),
  }).toEqual(read);
  expect({
    job: namesIn(claimed.jobs[0]),
    operation: namesIn(claimed.operations[0]),
    // By it the claim says whose the file is.
    artifact: namesIn(claimed.artifacts[0]).filter((name) => name !== "job_id"),
  }).toEqual(read);
});

const namesIn = (row: object | undefined) => Object.keys(row ?? {}).toSorted();
