import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ISql, TransactionSql } from "postgres";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createJobRow, type NewJob } from "@/lib/db/job-verbs";
import { clearAway } from "@/lib/db/leftover-files";
import { recordUpload } from "@/lib/db/uploads";
import { root } from "@/scripts/stack/processes";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { untilWaiting } from "./rows";

const db = useDatabase();
let userId: string;
let otherId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
  otherId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from uploads`;
  await db.sql`delete from leftover_files`;
});

const hour = 3_600_000;
const day = 24 * hour;

/** An upload of so long ago. */
async function upload(ageMs = 0, by = userId, sql: ISql = db.sql): Promise<string> {
  const path = `${by}/${randomUUID()}.jpg`;
  const createdAt = new Date(Date.now() - ageMs);
  await sql`insert into uploads (path, user_id, content_type, bytes, created_at)
    values (${path}, ${by}, 'image/jpeg', 1000, ${createdAt})`;
  return path;
}

const newJob = (uploads: string[], more: Partial<NewJob> = {}): NewJob => ({
  userId,
  kind: "photoshoot",
  input: { images: uploads },
  inputHash: "x",
  uploads,
  idempotencyKey: null,
  engines: {},
  providers: [],
  priority: "normal",
  deadlineMs: 60_000,
  maxActive: 100,
  source: "browser",
  ...more,
});

const paths = async () => (await db.sql`select path from uploads order by path`).map((row) => row["path"]);
const usedPaths = async () =>
  (await db.sql`select path from uploads where used_at is not null order by path`).map((row) => row["path"]);

describe("a job's uploads", () => {
  test("are used from then on, and stay; those that no job uses go after a day, and no sooner", async () => {
    const [used, unused, young] = [await upload(2 * day), await upload(day), await upload(day - hour)];
    expect(await createJobRow(newJob([used]))).toMatchObject({ outcome: "created" });
    expect(await clearAway(100)).toEqual([{ bucket: "uploads", path: unused }]);
    expect(await paths()).toEqual([used, young].toSorted());
  });

  test.each([
    ["unknown", async () => `${userId}/none.jpg`],
    ["another user's", () => upload(0, otherId)],
  ])("are refused where one is %s, and none of the others is used", async (_name, theirs) => {
    const own = await upload();
    const refused = await createJobRow(newJob([own, await theirs()]));
    expect(refused).toEqual({ outcome: "unknown_upload" });
    expect(await usedPaths()).toEqual([]);
    expect(await db.sql`select id from jobs`).toHaveLength(0);
  });

  test("are those that the input names, for an app that does not say which: it is still there while a newer one comes", async () => {
    const [named, other] = [await upload(), await upload()];
    const input = db.sql.json({ images: [named] });
    const [row] =
      await db.sql`select create_job(${userId}, 'photoshoot', ${input}, 'x', null, '{}', '{}', 60000, 100,
      'browser') ->> 'outcome' as outcome`;
    expect(row?.["outcome"]).toBe("created");
    expect(await usedPaths()).toEqual([named]);
    expect(await paths()).toEqual([named, other].toSorted());
  });

  test("stay unused where the job is one too many", async () => {
    const own = await upload();
    expect(await createJobRow(newJob([own], { maxActive: 0 }))).toEqual({ outcome: "limit" });
    expect(await usedPaths()).toEqual([]);
  });

  test("may be gone by the time the same request is repeated: the job is found all the same", async () => {
    const own = await upload();
    const request = newJob([own], { idempotencyKey: randomUUID() });
    await createJobRow(request);
    await db.sql`delete from uploads`;
    expect(await createJobRow(request)).toMatchObject({ outcome: "existing" });
  });

  test("may serve several jobs", async () => {
    const own = await upload();
    expect(await createJobRow(newJob([own]))).toMatchObject({ outcome: "created" });
    expect(await createJobRow(newJob([own]))).toMatchObject({ outcome: "created" });
  });
});

/** Does `first` in a transaction that ends once `second` waits for it, or is done. */
async function overlap<T>(first: (sql: TransactionSql) => Promise<unknown>, second: () => Promise<T>) {
  let later: Promise<T> | undefined;
  await db.sql.begin(async (sql) => {
    await first(sql);
    later = second();
    await untilWaiting(db.sql, later);
  });
  if (!later) throw new Error("The second one never began.");
  return later;
}

// The second looks at what an older app made while the first was on its way.
test.each(["20261125003100_used_uploads.sql", "20261125003900_schema_3.sql"])(
  "what jobs used before it was written down is used, wherever their input names it: %s",
  async (chapter) => {
    const [listed, single, unused] = [await upload(3 * day), await upload(3 * day), await upload(3 * day)];
    await createJobRow(newJob([], { input: { images: [listed, 4], title: unused.slice(1) } }));
    await createJobRow(newJob([], { input: { image: single } }));
    const sql = readFileSync(join(root, "supabase/migrations", chapter), "utf8");
    await db.sql.unsafe(/^update public\.uploads u set used_at = used\.at[^;]+;/m.exec(sql)?.[0] ?? "");
    expect(await usedPaths()).toEqual([listed, single].toSorted());
    expect(await clearAway(100)).toEqual([{ bucket: "uploads", path: unused }]);
  },
);

describe("a job that is made while its uploads are being removed", () => {
  test("is refused if it comes second", async () => {
    const own = await upload(2 * day);
    const made = await overlap(
      (sql) => sql`select clear_away(100)`,
      () => createJobRow(newJob([own])),
    );
    expect(made).toEqual({ outcome: "unknown_upload" });
    expect(await paths()).toEqual([]);
  });

  test("keeps them if it comes first", async () => {
    const own = await upload(2 * day);
    const removed = await overlap(
      (sql) => sql`select 1 from uploads where path = ${own} for update`,
      () => clearAway(100),
    );
    expect(removed).toEqual([]);
    expect(await createJobRow(newJob([own]))).toMatchObject({ outcome: "created" });
    expect(await paths()).toEqual([own]);
  });

  test("has all of them or is refused, whatever comes when: 40 jobs and 40 removals that race", async () => {
    const owned = await Promise.all(Array.from({ length: 40 }, () => upload(2 * day)));
    const create = (path: string) => db.sql<Array<{ job: { outcome: string } }>>`
      select create_job(${userId}, 'photoshoot', '{}', 'x', null, '{}', '{}', 60000, 100, 'browser', 0::smallint,
                        ${[path]}) as job`;
    const [made] = await Promise.all([
      Promise.all(owned.map(async (path) => ({ path, job: (await create(path))[0]?.job }))),
      Promise.all(Array.from({ length: 40 }, () => db.sql`select clear_away(1)`)),
    ]);
    const created = made.filter(({ job }) => job?.outcome === "created").map(({ path }) => path);
    const refused = made.filter(({ job }) => job?.outcome === "unknown_upload").map(({ path }) => path);
    expect(created.length + refused.length).toBe(40);
    expect(await paths()).toEqual(created.toSorted());
    const left = (await db.sql`select path from leftover_files`).map((row) => row["path"]);
    expect(left.toSorted()).toEqual(refused.toSorted());
  });
});

describe("room for uploads", () => {
  const record = (bytes: number, more: object = {}) =>
    recordUpload({
      userId,
      path: `${userId}/${randomUUID()}.jpg`,
      contentType: "image/jpeg",
      bytes,
      mostBytes: 10_000,
      ...more,
    });

  test("is never exceeded by uploads that race: the second counts the first", async () => {
    const second = await overlap(
      (sql) => sql`select record_upload(${userId}, ${`${userId}/first.jpg`}, 'image/jpeg', 6000, 10000)`,
      () => record(6_000),
    );
    expect(second).toMatchObject({ outcome: "full" });
    expect(await paths()).toEqual([`${userId}/first.jpg`]);
  });

  test("is told to be there again when enough of what no job uses is gone", async () => {
    await upload(20 * hour);
    await upload(10 * hour);
    await db.sql`update uploads set bytes = 4000`;
    expect(await record(2_000)).toEqual({ outcome: "recorded" });
    const soon = await record(3_000);
    const later = await record(6_000);
    expect(soon).toMatchObject({ outcome: "full", waitMs: expect.closeTo(4 * hour, -5) });
    expect(later).toMatchObject({ outcome: "full", waitMs: expect.closeTo(14 * hour, -5) });
  });

  test("is taken up by what waits for a job alone: once one uses it, there is room again", async () => {
    const waiting = await upload();
    await db.sql`update uploads set bytes = 10000`;
    expect(await record(1)).toMatchObject({ outcome: "full" });
    await createJobRow(newJob([waiting]));
    expect(await record(10_000)).toEqual({ outcome: "recorded" });
  });

  test("is each user's own", async () => {
    await record(10_000);
    const theirs = { userId: otherId, path: `${otherId}/${randomUUID()}.jpg` };
    expect(await record(10_000, theirs)).toEqual({ outcome: "recorded" });
  });
});

describe("a file whose row is gone", () => {
  test("is removed an hour after it was begun at the earliest: it may still be on its way", async () => {
    const [young, old] = [await upload(hour / 2), await upload(2 * hour)];
    await db.sql`delete from uploads`;
    expect(await clearAway(100)).toEqual([{ bucket: "uploads", path: old }]);
    expect(await db.sql`select path from leftover_files where path = ${young}`).toHaveLength(1);
  });

  test("goes with its user, an upload like a result", async () => {
    const gone = (await db.createUser()).id;
    const path = await upload(2 * hour, gone);
    const { job } = (await createJobRow(newJob([path], { userId: gone }))) as { job: { id: string } };
    const [operation] = await db.sql<Array<{ id: string }>>`
      insert into operations (job_id, user_id, attempt, step, slot, settles_at, state)
      values (${job.id}, ${gone}, 1, 'x', 0, now(), 'planned') returning id`;
    const result = `${gone}/${job.id}/one.jpg`;
    await db.sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path,
                                        source_url, created_at)
      values (${job.id}, ${gone}, ${operation?.id ?? ""}, 'one.jpg', 'image/jpeg', 1, ${"0".repeat(64)}, ${result}, '',
              now() - interval '2 hours')`;
    await db.sql`delete from auth.users where id = ${gone}`;
    expect(await clearAway(100)).toEqual(
      expect.arrayContaining([
        { bucket: "uploads", path },
        { bucket: "artifacts", path: result },
      ]),
    );
  });
});

test("an upload is abandoned a day after it came, by a clock that is set", async () => {
  const undone = new Error("undone");
  const session = db.sql.begin(async (sql) => {
    const at = (time: string) => sql`select set_config('darkroom.now', ${time}, true)`;
    const files = async () =>
      (await sql<Array<{ files: unknown }>>`select clear_away(10) as files`)[0]?.files;
    await at("2031-05-01T12:00:00Z");
    const path = `${userId}/abandoned.jpg`;
    await sql`select record_upload(${userId}, ${path}, 'image/jpeg', 1000, 10000)`;
    await at("2031-05-02T11:59:59.999Z");
    expect(await files()).toEqual([]);
    await at("2031-05-02T12:00:00Z");
    expect(await files()).toEqual([{ bucket: "uploads", path }]);
    throw undone;
  });
  await expect(session).rejects.toBe(undone);
});
