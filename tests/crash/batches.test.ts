import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { interceptFetch } from "../support/intercept-fetch";
import { killAt, type Moment } from "../support/kill-at";
import { expectTaggedOnce, tagUntagged, tagWritesSql } from "../support/tagging";
import { ledgerOf } from "../support/ledger";
import { addAssets } from "../support/many-assets";
import { newAssets } from "../support/new-assets";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Person } from "../support/world";

const world = useWorld({ schema: tagWritesSql, env: { TAG_IMAGES_INLINE: "false" } });
keepLedgersSound(world);

const openai = (path: string) => `${world.provider.url}/openai/v1${path}`;
const key = { headers: { authorization: "Bearer sk-tests" } };

const Listed = z.object({ data: z.array(z.record(z.string(), z.unknown())), has_more: z.literal(false) });
async function list(path: string) {
  const answer = await fetch(openai(path), key);
  return Listed.parse(await answer.json()).data;
}

/** What lies at the provider is forgotten, so that a test sees what its own job left there. */
async function emptyProvider(): Promise<void> {
  for (const { id } of await list("/files?limit=100"))
    await fetch(openai(`/files/${String(id)}`), { ...key, method: "DELETE" });
}

/** One batch for each operation that ended well, none besides, and no input that no batch uses. */
async function expectOneBatchEach(jobId: string): Promise<void> {
  const operations = await world.db.sql<Array<{ id: string; provider_ref: string }>>`
    select id, provider_ref from operations where job_id = ${jobId} order by slot`;
  const ours = new Set(operations.map(({ id }) => id));
  const batches = (await list("/batches?limit=100")).filter(({ metadata }) =>
    ours.has(z.object({ operation_id: z.string() }).parse(metadata).operation_id),
  );
  expect(batches.map(({ id }) => id).toSorted()).toEqual(
    operations.map(({ provider_ref: ref }) => ref).toSorted(),
  );
  const inputs = await list("/files?purpose=batch&limit=100");
  // That of a batch that is over may be deleted; one that is no batch's would be lost.
  const known = batches.map((batch) => batch["input_file_id"]);
  expect(known).toEqual(expect.arrayContaining(inputs.map(({ id }) => id)));
}

/** The provider has heard of one create call: none was made twice, not even in vain. */
function expectAskedOnce(): void {
  expect(world.provider.sandbox.journal.count("POST /openai/v1/batches")).toBe(1);
}

beforeEach(emptyProvider);

const database = (when: Moment["when"], call: RegExp, nth = 1): Moment => ({
  side: "database",
  when,
  call,
  nth,
});
const provider = (when: Moment["when"], call: RegExp): Moment => ({ side: "provider", when, call });

/** Lets time pass and a process be killed at this moment, until it was. */
async function killed(jobId: string, moment: Moment): Promise<void> {
  for (let round = 0; round < 10; round++) {
    await world.finishWork();
    await world.age(jobId, 250_000);
    if (await killAt(world, moment)) return;
  }
  throw new Error("The moment never came.");
}

/** Those that are of no work in particular are in kill.test.ts, for images as well. */
const starts: Array<[string, Moment]> = [
  ["once it knows the images", database("response", /rpc\/range_assets/)],
  ["while the file leaves", provider("body", /^POST .*\/files$/)],
  ["before the file arrives", provider("request", /^POST .*\/files$/)],
  ["after the file has arrived", provider("response", /^POST .*\/files$/)],
  ["before the batch is created", provider("request", /^POST .*\/batches$/)],
  ["after the batch is created", provider("response", /^POST .*\/batches$/)],
  ["before the batch's id is written", database("request", /rpc\/record_fates/)],
  ["after the batch's id is written", database("response", /rpc\/record_fates/)],
];

/** More than a chunk of results. */
const manyImages = 2_600;

/** In their order: each is in the work that the one before has left. */
const readings: Array<[string, Moment]> = [
  ["before it opens the results", provider("request", /^GET .*\/content$/)],
  ["before the first chunk is written", database("request", /rpc\/keep_tags/)],
  ["after the first chunk is written", database("response", /rpc\/keep_tags/)],
  ["before the last chunk is written", database("request", /rpc\/keep_tags/)],
  ["after the last chunk is written", database("response", /rpc\/keep_tags/)],
];

/** How often an image of this job got tags. */
async function tagWrites(jobId: string): Promise<unknown> {
  const [row] = await world.db.sql`select count(*)::int as n from tag_writes
    where asset_id in (select asset_id from job_assets where job_id = ${jobId})`;
  return row?.["n"];
}

async function newTagging(count: number): Promise<string> {
  const user = await world.newUser(0);
  await addAssets(world.db.sql, user.id, count);
  return (await tagUntagged(user)).id;
}

describe("a job for images whose process is killed", () => {
  test.each(starts)("%s has one batch, and tags every image once", async (_when, moment) => {
    const id = await newTagging(40);
    await killed(id, moment);
    expect(await carryOn(world, id)).toBe("completed");
    await expectTaggedOnce(world, id, 40);
    await expectOneBatchEach(id);
    expectAskedOnce();
  });

  test("in its look-up, after it was in its upload, has one batch, and leaves no file", async () => {
    const id = await newTagging(40);
    await killed(id, provider("response", /^POST .*\/files$/));
    await killed(id, provider("response", /^DELETE .*\/files\//));
    await killed(id, provider("response", /^POST .*\/batches$/));
    await killed(id, provider("response", /^GET .*\/batches\?/));
    expect(await carryOn(world, id)).toBe("completed");
    await expectTaggedOnce(world, id, 40);
    await expectOneBatchEach(id);
    expectAskedOnce();
  });

  test("as it loads an image, and as it reads results of all sorts, decides every image once", async () => {
    const user = await world.newUser(0);
    const assetIds = await newAssets(user, 6);
    const { job } = await createJob(
      user,
      { kind: "image_tags", input: { assetIds }, idempotencyKey: null },
      "browser",
    );
    await world.db.sql`update jobs set input = input || '{"isInline": true}' where id = ${job.id}`;
    world.provider.sandbox.setFaults("line-fails*1,line-missing*1,line-twice*1");
    await killed(job.id, database("response", /storage\/v1\/object\/.*assets/));
    await killed(job.id, database("response", /rpc\/keep_tags/));
    expect(await carryOn(world, job.id)).toBe("completed");
    expect((await world.read(job.id))["output"]).toMatchObject({ tagged: 4, failed: 1, left: 1 });
    expect(await tagWrites(job.id)).toBe(4);
    await expectOneBatchEach(job.id);
    expectAskedOnce();
  });

  test("again and again while it reads results tags every image once, in one batch", async () => {
    const id = await newTagging(manyImages);
    await checkJob(id, "step");
    const written: unknown[] = [];
    for (const [, moment] of readings) {
      await killed(id, moment);
      written.push(await tagWrites(id));
    }
    expect(written).toEqual([0, 0, 2_500, 2_500, 2_600]);
    expect(await carryOn(world, id)).toBe("completed");
    await expectTaggedOnce(world, id, manyImages);
    await expectOneBatchEach(id);
    expectAskedOnce();
  }, 60_000);
});

/** The call like this waits before it is made, as in a process that stands still. */
function standStill(call: RegExp): { stands: Promise<void>; goOn: () => void } {
  const stands = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let isTaken = false;
  interceptFetch(async ({ method, url }, send) => {
    if (!isTaken && call.test(`${method} ${url}`)) {
      isTaken = true;
      stands.resolve();
      await gate.promise;
    }
    return send();
  });
  onTestFinished(() => gate.resolve());
  return { stands: stands.promise, goOn: gate.resolve };
}

describe("a job for images that is canceled as its batch is done", () => {
  async function canceled(): Promise<{ id: string; user: Person }> {
    const user = await world.newUser(0);
    await addAssets(world.db.sql, user.id, manyImages);
    const { id } = await tagUntagged(user);
    await checkJob(id, "step");
    await world.finishWork();
    await cancelJob(user, id, "manual");
    return { id, user };
  }

  /** All is tagged, once, whoever read it; a retry finds it taken. */
  async function expectKeptOnce({ id, user }: { id: string; user: Person }): Promise<void> {
    expect((await world.read(id)).status).toBe("canceled");
    expect(await tagWrites(id)).toBe(manyImages);
    expect(await ledgerOf(world, id, "late_kept")).toMatchObject([{ detail: { tagged: manyImages } }]);
    await retryJob(user, id, "manual");
    expect(await carryOn(world, id)).toBe("completed");
    await expectTaggedOnce(world, id, manyImages);
    await expectOneBatchEach(id);
  }

  test("is read after its end all the same, though whoever reads is killed again and again", async () => {
    const tagging = await canceled();
    const written: unknown[] = [];
    for (const call of [
      /rpc\/record_late_result/,
      /rpc\/keep_tags/,
      /rpc\/keep_tags/,
      /rpc\/end_late_work/,
    ]) {
      await killed(tagging.id, database("response", call));
      written.push(await tagWrites(tagging.id));
    }
    expect(written).toEqual([0, 2_500, manyImages, manyImages]);
    await expectKeptOnce(tagging);
  });

  test("is read once by several who do it at once", async () => {
    const tagging = await canceled();
    await Promise.all([1, 2, 3].map(() => checkDueJobs("vercel-cron")));
    await checkDueJobs("vercel-cron");
    expect(await tagWrites(tagging.id)).toBe(manyImages);
    await expectKeptOnce(tagging);
  });

  test("and tried again while it is read, is read once", async () => {
    const { id, user } = await canceled();
    const { stands, goOn } = standStill(/rpc\/keep_tags/);
    const late = checkDueJobs("vercel-cron");
    await stands;
    await retryJob(user, id, "manual");
    expect(await carryOn(world, id)).toBe("completed");
    goOn();
    await late;
    await expectTaggedOnce(world, id, manyImages);
    expect(await ledgerOf(world, id, "late_kept")).toEqual([]);
  });
});

describe("of two processes that check a job for images at once", () => {
  test("one that stood still with a chunk in its hands writes nothing any more", async () => {
    const id = await newTagging(manyImages);
    await checkJob(id, "step");
    await world.finishWork();
    await world.age(id, 130_000);
    const { stands, goOn } = standStill(/rpc\/keep_tags/);
    const first = checkDueJobs("vercel-cron");
    await stands;
    await world.age(id, 300_000);
    expect(await carryOn(world, id)).toBe("completed");
    goOn();
    await first;
    await expectTaggedOnce(world, id, manyImages);
    await expectOneBatchEach(id);
  });

  test.each([
    ["before its file leaves", /POST .*\/files$/],
    ["between its file and its batch", /POST .*\/batches$/],
  ])("one that stood still %s makes no second batch", async (_when, call) => {
    const id = await newTagging(40);
    const { stands, goOn } = standStill(call);
    const first = checkDueJobs("vercel-cron");
    await stands;
    await world.age(id, 300_000);
    const now = Date.now.bind(Date);
    // For who stood still alone: the provider is in this process too, and its time went on as ever.
    const isStart = () => /openai-batches.start\.ts/.test(new Error("who asks").stack ?? "");
    const clock = vi.spyOn(Date, "now").mockImplementation(() => now() + (isStart() ? 300_000 : 0));
    expect(await carryOn(world, id)).toBe("completed");
    goOn();
    await first;
    clock.mockRestore();
    await expectTaggedOnce(world, id, 40);
    await expectOneBatchEach(id);
  });

  test("each takes its turn, and together they tag every image once", async () => {
    const ids = await Promise.all([newTagging(manyImages), newTagging(40), newTagging(40)]);
    for (const id of ids) {
      await expect
        .poll(async () => {
          await world.finishWork();
          await Promise.all(ids.map((id) => world.age(id, 61_000)));
          await Promise.all([1, 2, 3].map(() => checkDueJobs("vercel-cron")));
          return (await world.read(id)).status;
        })
        .toBe("completed");
    }
    await expectTaggedOnce(world, ids[0], manyImages);
    await expectTaggedOnce(world, ids[1], 40);
    await expectTaggedOnce(world, ids[2], 40);
  });
});
