import { randomUUID } from "node:crypto";
import type { ISql } from "postgres";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deleteAssets, editAsset } from "@/lib/db/assets";
import { listJobAssets, rangeAssets, refuseAssets } from "@/lib/db/job-assets";
import { cancelJobRow } from "@/lib/db/job-verbs";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import {
  begin,
  end,
  endAs,
  failedAs,
  insertAssets,
  jobFor,
  keepTags,
  looks,
  readAll,
  send,
  statesOf,
  taggedAs,
  underWay,
} from "./library";
import { claim, readRow, untilWaiting, type Row } from "./rows";

const db = useDatabase();
let userId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from assets`;
});

const assets = (count: number, columns: Row = {}) => insertAssets(db.sql, userId, count, columns);
const ofUser = (id: string) => ({ id, userId });
/** Where the image lies that so many come before, by link. */
const place = (n: number) => n / 50_000;

/** A batch of these images that is over, and the claim of a check that reads it. */
async function overBatch(ids: string[]) {
  const job = await underWay(db.sql, userId, ids);
  await endAs(db.sql, job.operationId, "succeeded");
  return { ...job, claimId: await claim(job.id) };
}

/** The document's own query. */
const pending = async () =>
  db.sql`select openai_batch_id, count(*)::integer as asset_count, min(created_at) as oldest_asset from assets
          where openai_batch_id is not null and auto_tag_status = 'pending' group by openai_batch_id`;

describe("the images of a file", () => {
  test("come page by page in their order, and no page after the end of its range", async () => {
    const ids = await assets(6);
    const operationId = await begin(db.sql, ofUser(await jobFor(userId, ids)));
    const page = async (from: number, to: number, after: number | null) =>
      rangeAssets({ operationId, from: place(from), to: place(to), after, limit: 2 });
    const first = await page(1, 6, null);
    expect(first.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    expect(first[0]).toEqual({ id: ids[1], userId, share: place(1), pictureBytes: 30_000 });
    const second = await page(1, 6, first.at(-1)?.share ?? null);
    expect(second.map(({ id }) => id)).toEqual(ids.slice(3, 5));
    const third = await page(1, 6, second.at(-1)?.share ?? null);
    expect(third.map(({ id }) => id)).toEqual(ids.slice(5));
    expect(await page(6, 9, null)).toEqual([]);
  });

  test("are told their batch once it has an id, those of the range alone, and nobody before", async () => {
    const ids = await assets(4);
    const jobId = await jobFor(userId, ids);
    const operationId = await begin(db.sql, ofUser(jobId), {}, [0, place(2)]);
    await db.sql`update operations set settles_at = now() where id = ${operationId}`;
    expect(await statesOf(db.sql, jobId)).toEqual({ waiting: 4 });
    const ref = await send(db.sql, operationId);
    expect(await statesOf(db.sql, jobId)).toEqual({ sent: 2, waiting: 2 });
    for (const id of ids.slice(0, 2))
      expect(await looks(db.sql, id)).toMatchObject({ status: "pending", batch: ref });
    for (const id of ids.slice(2))
      expect(await looks(db.sql, id)).toMatchObject({ status: "pending", batch: null });
  });

  test("are told 10,000 at a time, whenever the operation is written, until none is left", async () => {
    const ids = await assets(11_000);
    const jobId = await jobFor(userId, ids);
    const operationId = await begin(db.sql, ofUser(jobId));
    await send(db.sql, operationId);
    expect(await statesOf(db.sql, jobId)).toEqual({ sent: 10_000, waiting: 1_000 });
    await db.sql`update operations set progress = 1 where id = ${operationId}`;
    expect(await statesOf(db.sql, jobId)).toEqual({ sent: 11_000 });
  });

  test("are looked for no more once all are told", async () => {
    const ids = await assets(50);
    const { operationId } = await underWay(db.sql, userId, ids);
    const reads = () =>
      db.sql.begin(async (sql) => {
        // Of this connection alone: what it has not reported yet.
        const soFar = async () => {
          const [row] = await sql`
            select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as n
              from pg_stat_xact_user_tables where relname = 'job_assets'`;
          return Number(row?.["n"]);
        };
        const before = await soFar();
        await sql`update operations set progress = 1 where id = ${operationId}`;
        return (await soFar()) - before;
      });
    expect(await reads()).toBe(0);
    await db.sql`update operation_ranges set told_at = null`;
    expect(await reads()).toBeGreaterThanOrEqual(ids.length);
    expect(await reads()).toBe(0);
  });

  test("are told under the locks of all whose jobs one check writes, in one order", async () => {
    const users = [userId, (await db.createUser()).id].toSorted();
    const [first = "", last = ""] = users;
    const [, lastJob = ""] = await Promise.all(
      users.map(async (id) => jobFor(id, await insertAssets(db.sql, id, 1))),
    );
    await db.sql`update jobs set status = 'processing', claim_id = ${randomUUID()}, claim_expires_at = now()`;
    const operationId = await begin(db.sql, { id: lastJob, userId: last });
    const library = (sql: ISql, id: string) =>
      sql`select pg_try_advisory_xact_lock(hashtextextended('library of ' || ${id}::text, 0)) as is_free`;
    let sent: Promise<unknown> = Promise.resolve();
    await db.sql.begin(async (sql) => {
      await library(sql, first);
      sent = send(db.sql, operationId);
      await untilWaiting(db.sql, sent);
      expect(await statesOf(db.sql, lastJob)).toEqual({ waiting: 1 });
      expect(await library(sql, last)).toEqual([{ is_free: true }]);
    });
    await sent;
    expect(await statesOf(db.sql, lastJob)).toEqual({ sent: 1 });
  });

  test.each(["failed", "canceled"] as const)(
    "go into another one where the batch %s and came to nothing, whatever slot and range it has",
    async (state) => {
      const ids = await assets(4);
      const job = await underWay(db.sql, userId, ids);
      await refuseAssets(job.operationId, [{ assetId: ids[3] ?? "", reason: "Gone.", reasonCode: "gone" }]);
      const again = { attempt: 2, slot: 7 };
      const offered = async (operationId: string) =>
        (await rangeAssets({ operationId, from: 0, to: 1, after: null, limit: 9 })).map(({ id }) => id);
      const other = await begin(db.sql, ofUser(job.id), again);
      expect(await offered(other)).toEqual([]);
      await endAs(db.sql, job.operationId, state);
      expect(await offered(other)).toEqual(ids);
      const ref = await send(db.sql, other);
      expect(await statesOf(db.sql, job.id)).toEqual({ sent: 4 });
      expect(await looks(db.sql, ids[0] ?? "")).toMatchObject({ status: "pending", batch: ref });
    },
  );

  test("are not those that are deleted, nor any of a job that is over", async () => {
    const ids = await assets(3);
    const jobId = await jobFor(userId, ids);
    const operationId = await begin(db.sql, ofUser(jobId));
    await deleteAssets(userId, ids.slice(0, 1));
    const page = await rangeAssets({ operationId, from: 0, to: 1, after: null, limit: 9 });
    expect(page.map(({ id }) => id)).toEqual(ids.slice(1));
    await send(db.sql, operationId);
    await endAs(db.sql, operationId, "failed");
    const late = await begin(db.sql, ofUser(jobId), { attempt: 2 });
    await cancelJobRow(jobId, userId, "browser");
    await send(db.sql, late);
    expect(await statesOf(db.sql, jobId)).toEqual({ left: 3 });
    expect(await looks(db.sql, ids[1] ?? "")).toMatchObject({ status: null, batch: null });
  });

  test("go into no file that is begun after the end of their job, and nothing holds them then", async () => {
    const ids = await assets(2);
    const job = await underWay(db.sql, userId, ids);
    await endAs(db.sql, job.operationId, "failed");
    await db.sql`insert into operations (job_id, user_id, attempt, step, slot, provider, state, settles_at)
      values (${job.id}, ${userId}, 2, 'tagging', 0, 'openai-batches', 'starting', now() + interval '3 minutes')`;
    const [late] = await db.sql<Array<{ id: string }>>`select id from operations where state = 'starting'`;
    await cancelJobRow(job.id, userId, "browser");
    const page = { operationId: late?.id ?? "", from: 0, to: 1, after: null, limit: 9 };
    expect(await rangeAssets(page)).toEqual([]);
    expect(await db.sql`select asset_id from held_assets`).toEqual([]);
  });

  test("that cannot be sent have failed, with the reason, and count with what the batch makes", async () => {
    const ids = await assets(3);
    const jobId = await jobFor(userId, ids);
    await db.sql`update jobs set status = 'processing' where id = ${jobId}`;
    const operationId = await begin(db.sql, ofUser(jobId));
    const reason = "Its file is gone.";
    await refuseAssets(operationId, [{ assetId: ids[2] ?? "", reason, reasonCode: "gone" }]);
    expect(await looks(db.sql, ids[2] ?? "")).toMatchObject({ status: "failed", error: reason });
    await send(db.sql, operationId);
    expect(await statesOf(db.sql, jobId)).toEqual({ failed: 1, sent: 2 });
    const cursor = await readAll(db.sql, { id: jobId, operationId }, taggedAs(ids.slice(0, 2), "sea"));
    expect(cursor).toMatchObject({ tagged: 2, failed: 1 });
  });
});

describe("the fence", () => {
  test("lets one of four through who write the same chunk at once, and none of them writes twice", async () => {
    const ids = await assets(2);
    const { claimId, operationId } = await overBatch(ids);
    const rows = db.sql.json(taggedAs(ids, "sea") as never);
    const write = () => db.sql<Array<{ cursor: unknown }>>`
      select keep_tags(${claimId}, ${operationId}, null, '{"byte": 10}', ${rows}) as cursor`;
    const all = (await Promise.all([write(), write(), write(), write()])).map(([row]) => row?.cursor);
    expect(all.filter((each) => each !== null)).toEqual([{ byte: 10, tagged: 2, failed: 0 }]);
  });

  test("keeps out whoever has another claim, or goes on from elsewhere", async () => {
    const ids = await assets(2);
    const { id, claimId, operationId } = await overBatch(ids);
    expect(await keepTags(randomUUID(), operationId, null, { byte: 10 }, taggedAs(ids, "sea"))).toBeNull();
    expect(await keepTags(claimId, operationId, { byte: 5 }, { byte: 10 }, taggedAs(ids, "sea"))).toBeNull();
    expect(await statesOf(db.sql, id)).toEqual({ sent: 2 });
    expect((await readRow(db.sql, "operations", operationId))["cursor"]).toBeNull();
  });

  test("counts rows once that come again behind another cursor, or twice in one chunk", async () => {
    const ids = await assets(3);
    const { claimId, operationId } = await overBatch(ids);
    const rows = [...taggedAs(ids.slice(0, 2), "sea"), ...failedAs(ids.slice(2), "It was refused.")];
    const first = await keepTags(claimId, operationId, null, { byte: 10 }, [...rows, ...rows]);
    expect(first).toEqual({ byte: 10, tagged: 2, failed: 1 });
    const again = [...taggedAs(ids, "other"), ...failedAs(ids, "It was refused.")];
    expect(await keepTags(claimId, operationId, first, { byte: 20 }, again)).toEqual({
      byte: 20,
      tagged: 2,
      failed: 1,
    });
    expect(await looks(db.sql, ids[0] ?? "")).toMatchObject({ tags: ["sea"] });
    expect(await looks(db.sql, ids[2] ?? "")).toMatchObject({ status: "failed" });
    expect((await readRow(db.sql, "operations", operationId))["cursor"]).toEqual({
      byte: 20,
      tagged: 2,
      failed: 1,
    });
  });
});

describe("what a batch says", () => {
  test("is written whole: tags, caption, colors, whether there is text; a person's wish comes later", async () => {
    const [id = ""] = await assets(1);
    const { claimId, operationId, ref } = await overBatch([id]);
    const said = { tags: ["sea", "sand"], caption: "A bay.", colors: ["blue"], contains_text: false };
    await keepTags(claimId, operationId, null, { byte: 1 }, [{ asset_id: id, state: "tagged", ...said }]);
    const [row] = await db.sql`select * from assets where id = ${id}`;
    expect(row).toMatchObject({
      ...said,
      auto_tag_status: "completed",
      auto_tag_error: null,
      openai_batch_id: ref,
    });
    expect(await editAsset(userId, id, ["mine"])).toMatchObject({ tags: ["mine"], caption: "A bay." });
  });

  test("takes the place of no tags that somebody gave meanwhile; all else of it is written", async () => {
    const given = { tags: ["old"], tagged_at: new Date(), edited_at: new Date() };
    const [before = ""] = await assets(1, given);
    const [meanwhile = "", emptied = ""] = await assets(2);
    const all = [before, meanwhile, emptied];
    await editAsset(userId, before, ["mine, before"]);
    const job = await underWay(db.sql, userId, all);
    await editAsset(userId, meanwhile, ["mine"]);
    await editAsset(userId, emptied, ["mine"]);
    await editAsset(userId, emptied, []);
    const said = taggedAs(all, "sea").map((row) => ({ ...row, caption: "A bay.", colors: ["blue"] }));
    expect(await readAll(db.sql, job, said)).toMatchObject({ tagged: 3 });
    expect(await looks(db.sql, before)).toMatchObject({ tags: ["sea"] });
    expect(await looks(db.sql, meanwhile)).toMatchObject({ tags: ["mine"], status: "completed" });
    expect(await looks(db.sql, emptied)).toMatchObject({ tags: ["sea"] });
    const written = await db.sql`select caption, colors, tagged_at is not null as is_tagged from assets`;
    expect(new Set(written.map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ caption: "A bay.", colors: ["blue"], is_tagged: true })]),
    );
    // What a job wrote, a later one may replace.
    await readAll(db.sql, await underWay(db.sql, userId, all), taggedAs(all, "sand"));
    for (const id of all) expect(await looks(db.sql, id)).toMatchObject({ tags: ["sand"] });
  });

  test("of images that nobody knows, or under no id at all, is ignored", async () => {
    const ids = await assets(1);
    const [theirs = ""] = await insertAssets(db.sql, (await db.createUser()).id, 1);
    const { claimId, operationId } = await overBatch(ids);
    const rows = taggedAs([randomUUID(), theirs, "", "nonsense", `${ids[0]}'`], "sea");
    const first = await keepTags(claimId, operationId, null, { byte: 1 }, rows);
    expect(first).toMatchObject({ tagged: 0, failed: 0 });
    expect(await looks(db.sql, theirs)).toMatchObject({ tags: [], status: null });
  });

  test("of an image that was deleted meanwhile is that it failed, whether anything is said of it or not", async () => {
    const ids = await assets(3);
    const job = await underWay(db.sql, userId, ids);
    await deleteAssets(userId, ids.slice(0, 2));
    const rows = [...taggedAs(ids.slice(0, 1), "sea"), ...taggedAs(ids.slice(2), "sea")];
    expect(await readAll(db.sql, job, rows)).toMatchObject({ tagged: 1, failed: 2 });
    const [first, second] = await listJobAssets(userId, job.id, "failed", 10, null);
    const deleted = {
      state: "failed",
      reason: "It was deleted before it was tagged.",
      name: null,
      tags: null,
    };
    expect([first, second]).toEqual([
      expect.objectContaining({ assetId: ids[0], ...deleted }),
      expect.objectContaining({ assetId: ids[1], ...deleted }),
    ]);
  });

  test("takes no tags away where it is that an image failed", async () => {
    const [id = ""] = await assets(1, { tags: ["sea"], tagged_at: new Date(), auto_tag_status: "completed" });
    const job = await underWay(db.sql, userId, [id]);
    await readAll(db.sql, job, failedAs([id], "It was refused."));
    expect(await looks(db.sql, id)).toMatchObject({
      tags: ["sea"],
      status: "failed",
      error: "It was refused.",
    });
  });

  test("is nothing of an image that is in neither file, or was not reached: it is left, as it was before", async () => {
    const ids = await assets(3);
    const job = await underWay(db.sql, userId, ids);
    const cursor = await readAll(db.sql, job, [
      ...taggedAs(ids.slice(0, 1), "sea"),
      { asset_id: ids[1] ?? "", state: "left", reason: "Its time was over.", reason_code: "expired" },
    ]);
    expect(cursor).toEqual({ byte: 1, isEnd: true, tagged: 1, failed: 0 });
    expect(await statesOf(db.sql, job.id)).toEqual({ tagged: 1, left: 2 });
    for (const id of ids.slice(1))
      expect(await looks(db.sql, id)).toMatchObject({ status: null, batch: null });
  });

  test("is heard of a batch so quick that none of its images was told of it, those that it left out as well", async () => {
    const ids = await assets(3);
    const jobId = await jobFor(userId, ids);
    await db.sql`update jobs set status = 'processing' where id = ${jobId}`;
    const operationId = await begin(db.sql, ofUser(jobId));
    await db.sql`update operations set provider_ref = 'quick', state = 'succeeded' where id = ${operationId}`;
    const said = { id: jobId, operationId };
    expect(await readAll(db.sql, said, taggedAs(ids.slice(0, 2), "sea"))).toMatchObject({ tagged: 2 });
    expect(await statesOf(db.sql, jobId)).toEqual({ tagged: 2, left: 1 });
    expect(await looks(db.sql, ids[0] ?? "")).toMatchObject({ status: "completed", batch: "quick" });
    expect(await looks(db.sql, ids[2] ?? "")).toMatchObject({ status: null, batch: null });
  });

  test("is left alone at the end where it is in another batch, or in none", async () => {
    const ids = await assets(3);
    const jobId = await jobFor(userId, ids);
    await db.sql`update jobs set status = 'processing' where id = ${jobId}`;
    const first = await begin(db.sql, ofUser(jobId), {}, [0, place(1)]);
    const second = await begin(db.sql, ofUser(jobId), { slot: 1 }, [place(1), place(2)]);
    await send(db.sql, first);
    await send(db.sql, second);
    await readAll(db.sql, { id: jobId, operationId: first }, []);
    expect(await statesOf(db.sql, jobId)).toEqual({ left: 1, sent: 1, waiting: 1 });
  });

  test("is why nothing was tagged, in its commonest words, at the end alone", async () => {
    const ids = await assets(5);
    const { claimId, operationId } = await overBatch(ids);
    const first = await keepTags(
      claimId,
      operationId,
      null,
      { byte: 1 },
      failedAs(ids.slice(0, 3), "No.", "refused"),
    );
    expect(first).toEqual({ byte: 1, tagged: 0, failed: 3 });
    const last = { byte: 2, isEnd: true };
    expect(
      await keepTags(claimId, operationId, first, last, failedAs(ids.slice(3), "Odd.", "unreadable")),
    ).toEqual({
      ...last,
      tagged: 0,
      failed: 5,
      reason: "No.",
      reasonCode: "refused",
    });
  });
});

describe("a batch of more images than are written at once", () => {
  const told = async (status: string) =>
    Number(
      (await db.sql`select count(*)::integer as n from assets where auto_tag_status = ${status}`)[0]?.["n"],
    );

  test("is told that it is being read, and decided where it says nothing, 10,000 images with each chunk", async () => {
    const ids = await assets(10_100);
    const job = await underWay(db.sql, userId, ids);
    await db.sql`update operations set progress = 1`;
    expect(await statesOf(db.sql, job.id)).toEqual({ sent: 10_100 });
    await endAs(db.sql, job.operationId, "succeeded");
    const claimId = await claim(job.id);
    let cursor: Row | null = null;
    const take = async (next: Row, rows: ReturnType<typeof taggedAs> = []) => {
      cursor = await keepTags(claimId, job.operationId, cursor, next, rows);
      return [await told("processing"), await told("pending"), (await statesOf(db.sql, job.id))["left"] ?? 0];
    };
    expect(await take({ byte: 1 }, taggedAs(ids.slice(0, 50), "sea"))).toEqual([10_000, 50, 0]);
    expect(cursor).toMatchObject({ byte: 1, tagged: 50, marked: expect.any(Number) });
    expect(await take({ byte: 2 }, taggedAs(ids.slice(50, 60), "sea"))).toEqual([10_040, 0, 0]);
    expect(cursor).toEqual({ byte: 2, tagged: 60, failed: 0 });
    await deleteAssets(userId, ids.slice(60, 70));
    expect(await take({ closing: 1 })).toEqual([40, 0, 9_990]);
    expect(await take({ isEnd: true })).toEqual([0, 0, 10_030]);
    expect(cursor).toEqual({ isEnd: true, tagged: 60, failed: 10 });
  });
});

describe("two jobs about the same images at once", () => {
  const both = async (ids: string[]) =>
    [await underWay(db.sql, userId, ids), await underWay(db.sql, userId, ids)] as const;

  test.each([
    ["first", "second", 0],
    ["second", "first", 1],
  ])(
    "the %s begun is over before the %s: the later one's tags stand, and both count right",
    async (_a, _b, earlier) => {
      const ids = await assets(3);
      const jobs = await both(ids);
      const [one, two] = earlier === 0 ? jobs : [jobs[1], jobs[0]];
      expect(await readAll(db.sql, one, taggedAs(ids, "one"))).toMatchObject({ tagged: 3, failed: 0 });
      for (const id of ids) expect(await looks(db.sql, id)).toMatchObject({ tags: ["one"] });
      expect(await readAll(db.sql, two, taggedAs(ids, "two"))).toMatchObject({ tagged: 3, failed: 0 });
      for (const id of ids)
        expect(await looks(db.sql, id)).toMatchObject({ tags: ["two"], status: "completed", batch: two.ref });
    },
  );

  test.each([[0], [1]])(
    "one fails, number %d to be read: the tags of the other stand all the same",
    async (failing) => {
      const ids = await assets(2);
      const jobs = await both(ids);
      for (const [n, job] of jobs.entries()) {
        const rows = n === failing ? failedAs(ids, "It was refused.") : taggedAs(ids, "sea");
        expect(await readAll(db.sql, job, rows)).toMatchObject(n === failing ? { failed: 2 } : { tagged: 2 });
      }
      for (const id of ids) expect(await looks(db.sql, id)).toMatchObject({ tags: ["sea"] });
    },
  );

  test.each([[0], [1]])("number %d is canceled: the other tags them", async (canceled) => {
    const ids = await assets(2);
    const jobs = await both(ids);
    const [gone, other] = canceled === 0 ? jobs : [jobs[1], jobs[0]];
    await cancelJobRow(gone.id, userId, "browser");
    for (const id of ids)
      expect(await looks(db.sql, id)).toMatchObject({ status: "pending", batch: other.ref });
    expect(await readAll(db.sql, other, taggedAs(ids, "sea"))).toMatchObject({ tagged: 2 });
    for (const id of ids)
      expect(await looks(db.sql, id)).toMatchObject({ tags: ["sea"], status: "completed" });
  });

  test("are both heard where they are read at the same moment: no image ends with tags of neither", async () => {
    const ids = await assets(200);
    const jobs = await both(ids);
    for (const job of jobs) await endAs(db.sql, job.operationId, "succeeded");
    const claims = [await claim(jobs[0].id), await claim(jobs[1].id)] as const;
    const chunks = async (n: 0 | 1, order: string[]) => {
      let at: Row | null = null;
      for (let i = 0; i < ids.length; i += 20) {
        const rows = db.sql.json(taggedAs(order.slice(i, i + 20), `job ${n}`) as never);
        const cursor = db.sql.json({ byte: i + 20, ...(i + 20 === ids.length && { isEnd: true }) });
        const written: Array<{ at: Row }> = await db.sql<Array<{ at: Row }>>`
          select keep_tags(${claims[n]}, ${jobs[n].operationId}, ${at && db.sql.json(at as never)}, ${cursor}, ${rows}) as at`;
        at = written[0]?.at ?? null;
      }
      return at;
    };
    const counts = await Promise.all([chunks(0, ids), chunks(1, ids.toReversed())]);
    expect(counts).toEqual([
      expect.objectContaining({ tagged: 200 }),
      expect.objectContaining({ tagged: 200 }),
    ]);
    const tags = await db.sql`select distinct tags[1] as tag, auto_tag_status as status from assets`;
    expect(tags.every(({ tag, status }) => /^job [01]$/.test(String(tag)) && status === "completed")).toBe(
      true,
    );
  });
});

describe("the document's queries", () => {
  test("show each batch with its images while they are pending, and none after", async () => {
    const ids = await assets(5);
    const jobId = await jobFor(userId, ids);
    await db.sql`update jobs set status = 'processing' where id = ${jobId}`;
    expect(await pending()).toEqual([]);
    const first = await begin(db.sql, ofUser(jobId), {}, [0, place(3)]);
    const second = await begin(db.sql, ofUser(jobId), { slot: 1 }, [place(3), 1]);
    const refs = [await send(db.sql, first), await send(db.sql, second)];
    const oldest = async (id = "") =>
      (await db.sql`select created_at from assets where id = ${id}`)[0]?.["created_at"];
    expect(await pending()).toEqual(
      expect.arrayContaining([
        { openai_batch_id: refs[0], asset_count: 3, oldest_asset: await oldest(ids[2]) },
        { openai_batch_id: refs[1], asset_count: 2, oldest_asset: await oldest(ids[4]) },
      ]),
    );
    await readAll(db.sql, { id: jobId, operationId: first }, taggedAs(ids.slice(0, 3), "sea"));
    expect((await pending()).map((row) => row["openai_batch_id"])).toEqual([refs[1]]);
    await readAll(db.sql, { id: jobId, operationId: second }, failedAs(ids.slice(3), "It was refused."));
    await end(db.sql, jobId, "completed");
    expect(await pending()).toEqual([]);
  });

  test("show nothing of a batch that is being read, whose images are being processed", async () => {
    const ids = await assets(3);
    const { claimId, operationId } = await overBatch(ids);
    await keepTags(claimId, operationId, null, { byte: 1 }, taggedAs(ids.slice(0, 1), "sea"));
    expect(await pending()).toEqual([]);
    for (const id of ids.slice(1)) expect(await looks(db.sql, id)).toMatchObject({ status: "processing" });
  });
});

test("what becomes of an image mostly touches no index: it stays in its page", async () => {
  const ids = await assets(1_000);
  const operationId = await begin(db.sql, ofUser(await jobFor(userId, ids)));
  await db.sql.begin(async (sql) => {
    // Of this connection alone: what it has not reported yet.
    const changes = () => sql<Array<{ all: number; inside: number }>>`
      select n_tup_upd::integer as all, n_tup_hot_upd::integer as inside
        from pg_stat_xact_user_tables where relname in ('assets', 'job_assets') order by relname`;
    const before = await changes();
    await sql`update operations set provider_ref = 'batch_1', state = 'running' where id = ${operationId}`;
    for (const [n, { all, inside }] of (await changes()).entries()) {
      expect(all - (before[n]?.all ?? 0)).toBe(1_000);
      expect(inside - (before[n]?.inside ?? 0)).toBeGreaterThan(500);
    }
  });
});
