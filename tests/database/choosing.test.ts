import { randomUUID } from "node:crypto";
import type { ISql } from "postgres";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deleteAssets, editAsset } from "@/lib/db/assets";
import { createLibraryJob, listJobAssets, rangeAssets, refuseAssets } from "@/lib/db/job-assets";
import { cancelJobRow, retryJobRow } from "@/lib/db/job-verbs";
import type { LibraryChoice } from "@/lib/jobs/library";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import {
  begin,
  end,
  endAs,
  failedAs,
  insertAssets,
  jobFor,
  looks,
  newLibraryJob,
  readAll,
  send,
  statesOf,
  taggedAs,
  underWay,
} from "./library";
import { retryOf, untilWaiting, type Row } from "./rows";

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
  await db.sql`delete from assets`;
});

const create = (choice: LibraryChoice, more: object = {}) =>
  createLibraryJob(newLibraryJob(userId, choice, more));
const assets = (count: number, columns: Row = {}) => insertAssets(db.sql, userId, count, columns);

/** The images of a job that was made, in its order. */
async function chosen(created: Awaited<ReturnType<typeof create>>): Promise<string[]> {
  if (created.outcome !== "created") throw new Error(created.outcome);
  return (await listJobAssets(userId, created.job.id, null, 1_000, null)).map((each) => each.assetId);
}

async function nothingIsWritten() {
  expect(await db.sql`select id from jobs`).toEqual([]);
  expect(await db.sql`select asset_id from job_assets`).toEqual([]);
  expect(await db.sql`select id from assets where auto_tag_status is not null`).toEqual([]);
}

describe("a job for chosen images", () => {
  test("has each of them once, in the order in which they were chosen, and its input says how many", async () => {
    const [a = "", b = "", c = ""] = await assets(3);
    const created = await create({ assetIds: [b, a, b.toUpperCase(), c, a] });
    expect(await chosen(created)).toEqual([b, a, c]);
    expect(created).toMatchObject({ job: { input: { count: 3, files: 3 / 50_000, isInline: false } } });
    for (const id of [a, b, c])
      expect(await looks(db.sql, id)).toMatchObject({ status: "pending", batch: null });
  });

  test.each([
    ["unknown", async () => randomUUID()],
    ["somebody else's", async () => (await insertAssets(db.sql, otherId, 1))[0]],
    ["not stored yet", async () => (await assets(1, { stored_at: null }))[0]],
  ])("is refused whole where one of them is %s", async (_name, theirs) => {
    const own = await assets(2);
    const choice = { assetIds: [...own, (await theirs()) ?? ""] };
    expect(await create(choice)).toEqual({ outcome: "unknown_asset" });
    await nothingIsWritten();
  });

  test("is refused for none, for more than 50,000, and where it is one job too many", async () => {
    const [id = ""] = await assets(1);
    expect(await create({ assetIds: [] })).toEqual({ outcome: "no_assets" });
    expect(await create({ assetIds: [id] }, { maxActive: 0 })).toEqual({ outcome: "limit" });
    const many = Array.from({ length: 50_001 }, () => randomUUID());
    expect(await create({ assetIds: many })).toEqual({ outcome: "too_many_assets" });
    await nothingIsWritten();
  });

  test("is found again by its key, though its images are gone, and not by another body", async () => {
    const ids = await assets(2);
    const request = { idempotencyKey: randomUUID() };
    const first = await create({ assetIds: ids }, request);
    await deleteAssets(userId, ids);
    expect(await create({ assetIds: ids }, request)).toMatchObject({
      outcome: "existing",
      job: { input: { count: 2 } },
    });
    expect(await create({ assetIds: ids }, { ...request, inputHash: "y" })).toMatchObject({
      outcome: "conflict",
    });
    expect(first.outcome).toBe("created");
    expect(await db.sql`select id from jobs`).toHaveLength(1);
  });

  test("fills as many files as lines of 190 MB do where the images lie inside, and as 50,000 lines do else", async () => {
    const ids = await assets(3, { picture_bytes: 48_000 });
    expect(await create({ assetIds: ids }, { isInline: true })).toMatchObject({
      job: { input: { files: expect.closeTo((3 * 66_000) / 190e6, 12), isInline: true } },
    });
    const small = await assets(2, { picture_bytes: 300 });
    expect(await create({ assetIds: small }, { isInline: true })).toMatchObject({
      job: { input: { files: 2 / 50_000 } },
    });
  });
});

test("what a person reads past the app can be found by an index, and is no more than their own", async () => {
  await jobFor(userId, await assets(2));
  await jobFor(otherId, await insertAssets(db.sql, otherId, 3));
  await db.sql.begin(async (sql) => {
    // So few rows are read whole otherwise.
    await sql`set local enable_seqscan = off`;
    await sql`select set_config('request.jwt.claim.sub', ${userId}, true)`;
    await sql`set local role authenticated`;
    for (const table of ["job_assets", "assets"]) {
      expect(await sql`select * from ${sql(table)}`).toHaveLength(2);
      const plan = JSON.stringify(await sql`explain (format json) select * from ${sql(table)}`);
      expect(plan).toContain('"Index Cond":"(user_id = ');
    }
  });
});

describe("all that are untagged", () => {
  test("are those without tags that no job under way is about, newest first", async () => {
    const untagged = await assets(3);
    const [busy = ""] = await assets(1);
    await jobFor(userId, [busy]);
    await assets(1, { tags: ["sea"], tagged_at: new Date() });
    await insertAssets(db.sql, otherId, 1);
    expect(await chosen(await create({ all: "untagged" }))).toEqual(untagged);
    expect(await create({ all: "untagged" })).toEqual({ outcome: "no_assets" });
  });

  test("are asked for twice at once: one job has them, the other has none", async () => {
    await assets(5);
    const both = await Promise.all([create({ all: "untagged" }), create({ all: "untagged" })]);
    expect(both.map((each) => each.outcome).toSorted()).toEqual(["created", "no_assets"]);
  });
});

describe("the rest of a job", () => {
  test("is exactly the other 40 of 100, and in their order", async () => {
    const ids = await assets(100);
    const job = await underWay(db.sql, userId, ids);
    const rows = [...taggedAs(ids.slice(0, 60), "sea"), ...failedAs(ids.slice(60, 63), "It was refused.")];
    expect(await readAll(db.sql, job, rows)).toMatchObject({ tagged: 60, failed: 3 });
    await end(db.sql, job.id, "completed");
    expect(await statesOf(db.sql, job.id)).toEqual({ tagged: 60, failed: 3, left: 37 });
    const rest = await create({ restOf: job.id });
    expect(await chosen(rest)).toEqual(ids.slice(60));
    expect(rest).toMatchObject({ job: { input: { count: 40, isInline: false } } });
  });

  test("lies inside the file where a link to one of them failed", async () => {
    const ids = await assets(3);
    const job = await underWay(db.sql, userId, ids);
    await readAll(db.sql, job, [
      ...taggedAs(ids.slice(0, 1), "sea"),
      ...failedAs(ids.slice(1), "It could not be fetched.", "link_failed"),
    ]);
    await end(db.sql, job.id, "completed");
    expect(await create({ restOf: job.id })).toMatchObject({ job: { input: { count: 2, isInline: true } } });
  });

  test("is nothing that was deleted, tagged since, or is about to be: nobody pays twice", async () => {
    const [gone = "", byHand = "", busy = "", rest = ""] = await assets(4);
    const job = await underWay(db.sql, userId, [gone, byHand, busy, rest]);
    await endAs(db.sql, job.operationId, "canceled");
    await cancelJobRow(job.id, userId, "browser");
    await deleteAssets(userId, [gone]);
    await db.sql`update assets set tags = '{sea}', tagged_at = now() where id = ${byHand}`;
    await jobFor(userId, [busy]);
    expect(await chosen(await create({ restOf: job.id }))).toEqual([rest]);
    expect(await create({ restOf: job.id })).toEqual({ outcome: "no_assets" });
  });

  test("is nothing that got tags while the job was under way: by hand, or by another job", async () => {
    const [byHand = "", byAnother = "", rest = ""] = await assets(3);
    const job = await underWay(db.sql, userId, [byHand, byAnother, rest]);
    await editAsset(userId, byHand, ["mine"]);
    await readAll(db.sql, await underWay(db.sql, userId, [byAnother]), taggedAs([byAnother], "sea"));
    await readAll(db.sql, job, failedAs([byHand, byAnother, rest], "It was refused."));
    await end(db.sql, job.id, "failed");
    expect(await chosen(await create({ restOf: job.id }))).toEqual([rest]);
  });

  test.each([
    ["is not known", async () => randomUUID()],
    ["has not ended", async () => jobFor(userId, await assets(1))],
    ["is somebody else's", async () => jobFor(otherId, await insertAssets(db.sql, otherId, 1))],
  ])("is refused where the job %s", async (_name, other) => {
    expect(await create({ restOf: await other() })).toEqual({ outcome: "unknown_job" });
  });
});

describe("a job that ends", () => {
  test.each(["completed", "failed", "canceled"] as const)(
    "as %s gives up what it did not get to: images are as before, with their tags or without",
    async (status) => {
      const [bare = "", tagged = ""] = [
        ...(await assets(1)),
        ...(await assets(1, { tags: ["sea"], tagged_at: new Date(), auto_tag_status: "completed" })),
      ];
      const job = await underWay(db.sql, userId, [bare, tagged]);
      expect(await looks(db.sql, bare)).toMatchObject({ status: "pending", batch: job.ref });
      if (status === "canceled") await cancelJobRow(job.id, userId, "browser");
      else await end(db.sql, job.id, status);
      expect(await looks(db.sql, bare)).toMatchObject({ status: null, batch: null });
      expect(await looks(db.sql, tagged)).toMatchObject({ status: "completed", tags: ["sea"] });
      expect(await statesOf(db.sql, job.id)).toEqual({ left: 2 });
    },
  );

  test("leaves what it could not send, with the reason, where nothing of a batch was sent", async () => {
    const ids = await assets(3);
    const [gone = "", ...others] = ids;
    const jobId = await jobFor(userId, ids);
    const [whole, part] = [
      await begin(db.sql, { id: jobId, userId }, {}, [0, 1 / 50_000]),
      await begin(db.sql, { id: jobId, userId }, { slot: 1 }, [1 / 50_000, 1]),
    ];
    const refused = (assetId: string) => ({ assetId, reason: "Its file is gone.", reasonCode: "gone" });
    await refuseAssets(whole, [refused(gone)]);
    await endAs(db.sql, whole, "failed");
    await refuseAssets(part, others.slice(1).map(refused));
    await db.sql`update jobs set status = 'processing' where id = ${jobId}`;
    await send(db.sql, part);
    await readAll(db.sql, { id: jobId, operationId: part }, taggedAs(others.slice(0, 1), "sea"));
    await end(db.sql, jobId, "completed");
    expect(await statesOf(db.sql, jobId)).toEqual({ left: 1, tagged: 1, failed: 1 });
    expect(await listJobAssets(userId, jobId, "left", 10, null)).toMatchObject([
      { assetId: gone, reason: "Its file is gone." },
    ]);
    expect(await looks(db.sql, gone)).toMatchObject({ status: "failed", error: "Its file is gone." });
  });

  test("is one of many that end at once: their libraries are waited for in one order", async () => {
    const order = [userId, otherId].toSorted();
    const [first = "", last = ""] = order;
    // As a table is read, it is the last that would be waited for first.
    for (const id of order.toReversed()) await jobFor(id, await insertAssets(db.sql, id, 1));
    const library = (sql: ISql, id: string) =>
      sql`select pg_try_advisory_xact_lock(hashtextextended('library of ' || ${id}::text, 0)) as is_free`;
    let ended: Promise<unknown> = Promise.resolve();
    await db.sql.begin(async (sql) => {
      await library(sql, first);
      ended =
        db.sql`update jobs set status = 'canceled', completed_at = now(), next_check_at = null`.execute();
      await untilWaiting(db.sql, ended);
      expect(await library(sql, last)).toEqual([{ is_free: true }]);
    });
    await ended;
  });

  test("leaves images to another that wants them, in the batch that they are in there", async () => {
    const ids = await assets(2);
    const first = await underWay(db.sql, userId, ids);
    const second = await underWay(db.sql, userId, ids);
    await cancelJobRow(second.id, userId, "browser");
    for (const id of ids)
      expect(await looks(db.sql, id)).toMatchObject({ status: "pending", batch: first.ref });
    await cancelJobRow(first.id, userId, "browser");
    for (const id of ids) expect(await looks(db.sql, id)).toMatchObject({ status: null, batch: null });
  });
});

describe("a job that is tried again", () => {
  async function retry(jobId: string, attempt = 1) {
    const result = await retryJobRow(retryOf(jobId, userId, ["openai-batches"], attempt));
    expect(result.outcome).toBe("retried");
    return result;
  }

  test("wants all that it has not tagged, and forgets why, where its batch came to nothing", async () => {
    const ids = await assets(3);
    const job = await underWay(db.sql, userId, ids);
    await readAll(db.sql, job, failedAs(ids.slice(0, 2), "It was refused."));
    await endAs(db.sql, job.operationId, "failed");
    await end(db.sql, job.id, "failed");
    expect(await statesOf(db.sql, job.id)).toEqual({ failed: 2, left: 1 });
    expect(await retry(job.id)).toMatchObject({ outcome: "retried" });
    expect(await statesOf(db.sql, job.id)).toEqual({ waiting: 3 });
    for (const id of ids) expect(await looks(db.sql, id)).toMatchObject({ status: "pending", error: null });
    expect(await listJobAssets(userId, job.id, null, 10, null)).toEqual(
      ids.map((assetId) => expect.objectContaining({ assetId, state: "waiting", reason: null })),
    );
  });

  test("has none that are just being sent once more, whatever was said of them before", async () => {
    const ids = await assets(2);
    const job = await underWay(db.sql, userId, ids);
    await readAll(db.sql, job, failedAs(ids, "Its link did not work.", "link_failed"));
    await endAs(db.sql, job.operationId, "failed");
    const again = await begin(db.sql, { id: job.id, userId }, { attempt: 2 });
    await cancelJobRow(job.id, userId, "browser");
    expect(await create({ restOf: job.id })).toEqual({ outcome: "no_assets" });
    expect(await create({ all: "untagged" })).toEqual({ outcome: "no_assets" });
    await endAs(db.sql, again, "failed");
    expect(await chosen(await create({ restOf: job.id }))).toEqual(ids);
  });

  test("sends nothing again that got tags since, by hand or by another job, or is about to: nobody pays twice", async () => {
    const [byHand = "", byAnother = "", busy = "", rest = ""] = await assets(4);
    const all = [byHand, byAnother, busy, rest];
    const job = await underWay(db.sql, userId, all);
    await readAll(db.sql, job, failedAs(all.slice(0, 2), "It was refused."));
    await endAs(db.sql, job.operationId, "failed");
    await end(db.sql, job.id, "failed");
    await editAsset(userId, byHand, ["mine"]);
    const another = await underWay(db.sql, userId, [byAnother]);
    await readAll(db.sql, another, taggedAs([byAnother], "sea"));
    await end(db.sql, another.id, "completed");
    const other = await underWay(db.sql, userId, [busy]);
    const offered = async (attempt: number) => {
      const operationId = await begin(db.sql, { id: job.id, userId }, { attempt });
      const page = await rangeAssets({ operationId, from: 0, to: 1, after: null, limit: 9 });
      await endAs(db.sql, operationId, "failed");
      return page.map(({ id }) => id);
    };
    await retry(job.id);
    expect(await statesOf(db.sql, job.id)).toEqual({ left: 3, waiting: 1 });
    expect(await offered(2)).toEqual([rest]);
    expect(await looks(db.sql, byHand)).toMatchObject({ tags: ["mine"], status: "failed" });
    expect(await looks(db.sql, byAnother)).toMatchObject({ tags: ["sea"], status: "completed" });
    for (const { reason } of await listJobAssets(userId, job.id, "left", 10, null))
      expect(reason).toBe("It has other tags by now, or is about to get some.");

    // Nor by the attempt after that, but for what the other job gave up.
    await cancelJobRow(job.id, userId, "browser");
    await cancelJobRow(other.id, userId, "browser");
    await retry(job.id, 2);
    expect(await offered(3)).toEqual([rest]); // Its batch goes on without its job, and may still tag it.
    await cancelJobRow(job.id, userId, "browser");
    await endAs(db.sql, other.operationId, "canceled");
    await retry(job.id, 3);
    expect(await offered(4)).toEqual([busy, rest]);
  });

  test("has its images in the batch that is still under way, and what that decided stays decided", async () => {
    const ids = await assets(3);
    const job = await underWay(db.sql, userId, ids);
    await db.sql`update job_assets set state = 'failed', reason_code = 'refused' where asset_id = ${ids[0] ?? ""}`;
    await cancelJobRow(job.id, userId, "browser");
    await retry(job.id);
    expect(await statesOf(db.sql, job.id)).toEqual({ failed: 1, sent: 2 });
    expect(await looks(db.sql, ids[1] ?? "")).toMatchObject({ status: "pending", batch: job.ref });
  });
});
