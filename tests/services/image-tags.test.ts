import { beforeAll, describe, expect, test, vi } from "vitest";
import { deleteAssets, editAsset, listAssets } from "@/lib/db/assets";
import { removeFiles } from "@/lib/db/leftover-files";
import { picturePath, type JobAssetState } from "@/lib/jobs/asset";
import type { Job } from "@/lib/jobs/job";
import { openaiBatches } from "@/lib/providers/openai-batches/openai-batches";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { getJob } from "@/lib/services/get-job";
import { listAssetsOfJob } from "@/lib/services/list-job-assets";
import { presentJob } from "@/lib/services/present-job";
import { retryJob } from "@/lib/services/retry-job";
import { interceptFetch } from "../support/intercept-fetch";
import { carryOn } from "../support/carry-on";
import { ledgerOf } from "../support/ledger";
import { newAssets } from "../support/new-assets";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Person } from "../support/world";

// Slow enough that nothing is done before a test lets it be.
const world = useWorld({ speed: 10, hasPost: true });
keepLedgersSound(world);

const batches = "POST /openai/v1/batches";
const created = () => world.provider.sandbox.journal.count(batches);

/** A job for these images of a user, as somebody asks for it. */
async function tag(user: Person, input: Record<string, unknown>): Promise<Job> {
  const request = { kind: "image_tags", input, idempotencyKey: null };
  return (await createJob(user, request, "browser")).job;
}

async function started(count: number): Promise<{ user: Person; ids: string[]; job: Job }> {
  const user = await world.newUser(0);
  const ids = await newAssets(user, count);
  return { user, ids, job: await tag(user, { assetIds: ids }) };
}

const rowsOf = (jobId: string) =>
  world.db.sql<
    Array<{ asset_id: string; state: JobAssetState; reason: string | null; reason_code: string | null }>
  >`
    select asset_id, state, reason, reason_code from job_assets where job_id = ${jobId} order by share`;

const assetsOf = (user: Person) =>
  world.db.sql<Array<Record<string, unknown>>>`
    select id, tags, auto_tag_status, openai_batch_id, tagged_at from assets where user_id = ${user.id} order by id`;

const operationsOf = (jobId: string) =>
  world.db.sql<Array<Record<string, unknown>>>`
    select * from operations where job_id = ${jobId} order by attempt, slot`;

const countOf = (rows: ReadonlyArray<{ state: string }>) =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ state }) => state)].map(([state, some]) => [state, some.length]),
  );

const idsIn = (rows: ReadonlyArray<{ asset_id: string; state: string }>, state: string) =>
  rows.flatMap((row) => (row.state === state ? row.asset_id : []));

/** How much of a file each of a user's images fills from now on: its small picture is said to be as large as that. */
async function fill(user: Person, files: number): Promise<void> {
  const bytes = Math.round((files * 190e6 * 3) / 4);
  await world.db.sql`update assets set picture_bytes = ${bytes} where user_id = ${user.id}`;
}

describe("a batch that ends at its provider's limit with 60 of 100 images tagged", () => {
  let user: Person;
  let job: Job;
  beforeAll(async () => {
    user = await world.newUser(0);
    const assetIds = await newAssets(user, 100);
    world.provider.sandbox.setFaults("line-fails*3,batch-expires");
    job = await tag(user, { assetIds });
    await carryOn(world, job.id);
  }, 30_000);

  test("keeps the 60: its job is completed, and says how many failed and how many are left", async () => {
    const row = await world.read(job.id);
    expect(row["output"]).toMatchObject({ tagged: 60, failed: 3, left: 37, batchIds: [expect.any(String)] });
    expect(row).toMatchObject({ status: "completed", error: null });
    const rows = await rowsOf(job.id);
    expect(countOf(rows)).toEqual({ tagged: 60, failed: 3, left: 37 });
    for (const { state, reason } of rows) expect(reason === null).toBe(state === "tagged");
    const assets = await assetsOf(user);
    const statuses = Object.groupBy(assets, (asset) => String(asset["auto_tag_status"]));
    expect([statuses["completed"]?.length, statuses["failed"]?.length, statuses["null"]?.length]).toEqual([
      60, 3, 37,
    ]);
    for (const asset of statuses["completed"] ?? []) expect(asset["tags"]).not.toEqual([]);
  });

  test("the rest is tagged by a job of exactly the other 40, and nothing is paid twice", async () => {
    const before = await rowsOf(job.id);
    const rest = await tag(user, { restOf: job.id });
    expect(rest.input).toMatchObject({ count: 40 });
    const rows = await rowsOf(rest.id);
    const missing = before.flatMap((row) => (row.state === "tagged" ? [] : row.asset_id));
    expect(rows.map((row) => row.asset_id).toSorted()).toEqual(missing.toSorted());
    expect(await carryOn(world, rest.id)).toBe("completed");
    expect((await world.read(rest.id))["output"]).toMatchObject({ tagged: 40, failed: 0, left: 0 });
    const statuses = (await assetsOf(user)).map((asset) => asset["auto_tag_status"]);
    expect(new Set(statuses)).toEqual(new Set(["completed"]));
    await expect(tag(user, { restOf: job.id })).rejects.toMatchObject({ code: "no_assets" });
  });

  test("what was tagged is found by its tags, in the library of its owner alone", async () => {
    const found = await listAssets(user.id, { words: "landsc pictu" }, 200, null);
    expect(found).toHaveLength(100);
    const [tagged] = found;
    const byTag = await listAssets(user.id, { tags: tagged?.tags.slice(0, 2) }, 200, null);
    expect(byTag.map(({ id }) => id)).toContain(tagged?.id);
    const stranger = await world.newUser(0);
    expect(await listAssets(stranger.id, { words: "landscape" }, 200, null)).toEqual([]);
  });
});

describe("a batch that tags nothing", () => {
  test("since every image failed: its job fails with the commonest reason, and asks no more", async () => {
    const { job } = await started(5);
    world.provider.sandbox.setFaults("line-link-dead*4,line-fails*1");
    expect(await carryOn(world, job.id)).toBe("failed");
    const { error, attempt } = await world.read(job.id);
    const message = expect.stringContaining("The provider could not fetch this image.");
    expect(error).toMatchObject({ code: "no_result", message, retryable: true });
    expect(attempt).toBe(1);
    expect(countOf(await rowsOf(job.id))).toEqual({ failed: 5 });
    const { total } = world.provider.sandbox.journal.report();
    await world.age(job.id, 600_000);
    await checkDueJobs("vercel-cron");
    expect(world.provider.sandbox.journal.report().total).toBe(total);
  });

  test("since it never came to it: not charged, no image is at fault, and Retry sends all of them again", async () => {
    const { user, job } = await started(5);
    world.provider.sandbox.setFaults("batch-expires-empty*1");
    expect(await carryOn(world, job.id)).toBe("failed");
    const { error } = await world.read(job.id);
    expect(error).toMatchObject({ code: "expired", retryable: true, charged: false });
    expect(countOf(await rowsOf(job.id))).toEqual({ left: 5 });
    for (const asset of await assetsOf(user))
      expect(asset).toMatchObject({ auto_tag_status: null, tagged_at: null });
    await retryJob(user, job.id, "manual");
    expect(countOf(await rowsOf(job.id))).toEqual({ waiting: 5 });
    expect(await carryOn(world, job.id)).toBe("completed");
    expect((await world.read(job.id))["output"]).toMatchObject({ tagged: 5, failed: 0, left: 0 });
  });
});

describe("Retry of a job whose images got tags elsewhere meanwhile", () => {
  test("sends those that got none, and says of the others that they are left", async () => {
    const { user, ids, job } = await started(5);
    world.provider.sandbox.setFaults("batch-expires-empty*1");
    expect(await carryOn(world, job.id)).toBe("failed");
    await editAsset(user.id, String(ids[0]), ["mine"]);
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect((await world.read(job.id))["output"]).toMatchObject({ tagged: 4, failed: 0, left: 1 });
    expect(countOf(await rowsOf(job.id))).toEqual({ tagged: 4, left: 1 });
  });

  test("sends nothing where none needs any: it fails, and says so once", async () => {
    const { user, job } = await started(5);
    world.provider.sandbox.setFaults("batch-expires-empty*1");
    expect(await carryOn(world, job.id)).toBe("failed");
    const other = await tag(user, { all: "untagged" });
    expect(await carryOn(world, other.id)).toBe("completed");
    const tags = await assetsOf(user);
    world.provider.sandbox.journal.clear();
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("failed");
    const { error, attempt } = await world.read(job.id);
    const message = expect.stringContaining("None of these images is left to be tagged");
    expect(error).toMatchObject({ message, retryable: false, charged: false });
    await world.age(job.id, 600_000);
    await checkDueJobs("vercel-cron");
    expect(world.provider.sandbox.journal.report().total).toBe(0);
    expect((await world.read(job.id)).attempt).toBe(attempt);
    expect(countOf(await rowsOf(job.id))).toEqual({ left: 5 });
    expect(await assetsOf(user)).toEqual(tags);
  });
});

describe("where the provider has no room for a batch", () => {
  test("the job goes on by itself in two smaller ones, and what was done of it stays", async () => {
    const user = await world.newUser(0);
    const ids = await newAssets(user, 10);
    await fill(user, 0.28);
    const job = await tag(user, { assetIds: ids });
    expect(job.input["files"]).toBeCloseTo(2.8, 1);
    world.provider.sandbox.setFaults("token-limit*1");
    world.provider.sandbox.journal.clear();
    expect(await carryOn(world, job.id)).toBe("completed");
    const operations = await operationsOf(job.id);
    expect(operations.map(({ attempt, state }) => [attempt, state]).toSorted()).toEqual([
      [1, "failed"],
      [1, "succeeded"],
      [1, "succeeded"],
      [2, "succeeded"],
      [2, "succeeded"],
    ]);
    expect(operations.find(({ state }) => state === "failed")).toMatchObject({
      error: { code: "queue_full" },
    });
    expect(created()).toBe(5);
    expect(await world.read(job.id)).toMatchObject({
      attempt: 2,
      auto_retries: 1,
      output: { tagged: 10, failed: 0, left: 0 },
    });
    expect(countOf(await rowsOf(job.id))).toEqual({ tagged: 10 });
  });

  test("a small job is not parted: it is sent again as it was, after a pause that grows", async () => {
    const { job } = await started(4);
    world.provider.sandbox.setFaults("token-limit*2");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(await operationsOf(job.id)).toHaveLength(3);
    const [first, second] = (await ledgerOf(world, job.id, "retrying")).map(({ detail }) =>
      Number(detail["retryInMs"]),
    );
    expect(first).toBeGreaterThanOrEqual(48_000);
    expect(first).toBeLessThanOrEqual(60_000);
    expect(second).toBeGreaterThanOrEqual(96_000);
  });
});

test.each([
  ["read in their order", [0, 1]],
  ["read the other way round", [1, 0]],
])(
  "two jobs for the same images: all are tagged, the later batch has the last word, and both count right (%s)",
  async (_which, order) => {
    const user = await world.newUser(0);
    const ids = await newAssets(user, 20);
    const jobs = [await tag(user, { assetIds: ids }), await tag(user, { assetIds: ids.slice(2) })];
    world.provider.sandbox.setFaults("line-fails:0.2,lost-webhook");
    for (const job of jobs) await checkJob(job.id, "step");
    const read = order.flatMap((at) => jobs[at] ?? []);
    for (const { id } of read)
      expect(await carryOn(world, id, async () => checkJob(id, "step"))).toBe("completed");
    const batchOf = new Map<string, unknown>();
    let twice = 0;
    for (const job of read) {
      const rows = await rowsOf(job.id);
      const count = countOf(rows);
      const { output } = await world.read(job.id);
      expect(output).toMatchObject({
        tagged: count["tagged"] ?? 0,
        failed: count["failed"] ?? 0,
        left: count["left"] ?? 0,
      });
      const [operation] = await operationsOf(job.id);
      for (const id of idsIn(rows, "tagged")) {
        if (batchOf.has(id)) twice++;
        batchOf.set(id, operation?.["provider_ref"]);
      }
    }
    expect(twice).toBeGreaterThan(0);
    const assets = await assetsOf(user);
    for (const asset of assets) {
      expect((asset["tags"] as string[]).length > 0).toBe(batchOf.has(String(asset["id"])));
      expect(["completed", "failed"]).toContain(asset["auto_tag_status"]);
    }
    for (const asset of assets.filter((each) => each["auto_tag_status"] === "completed"))
      expect(asset["openai_batch_id"]).toBe(batchOf.get(String(asset["id"])));
  },
);

test("whatever breaks while results are read, and however they are written, every image is decided once", async () => {
  const { job } = await started(8);
  const breaks = "cut-download@file-content*2,short-download@file-content*1,no-range*1,500@file-content*1";
  const lines = "line-refused*1,line-off-schema*1,line-broken*1,line-unknown*1,line-twice*1,line-misfiled*1";
  world.provider.sandbox.setFaults(`${breaks},${lines},blank-file-ids`);
  expect(await carryOn(world, job.id)).toBe("completed");
  const rows = await rowsOf(job.id);
  const { tagged = 0, failed = 0, left = 0 } = countOf(rows);
  expect((await world.read(job.id))["output"]).toMatchObject({ tagged, failed, left });
  expect(tagged + failed + left).toBe(8);
  expect(tagged).toBeGreaterThanOrEqual(3);
  for (const row of rows) expect(row.reason === null).toBe(row.state === "tagged");
  expect(created()).toBe(1);
});

test("a batch that somebody stops at its provider before it did anything is begun again by nobody but a person", async () => {
  const { user, job } = await started(3);
  world.provider.sandbox.journal.clear();
  await checkJob(job.id, "step");
  const [{ provider_ref: ref } = {}] = await operationsOf(job.id);
  expect(await openaiBatches.cancel?.(String(ref))).toBe("requested");
  interceptFetch(async ({ url }, send) => {
    const response = await send();
    if (!url.endsWith(String(ref))) return response;
    // As OpenAI has one that was stopped while its lines were still being looked at.
    const batch = (await response.json()) as Record<string, unknown>;
    return Response.json({ ...batch, output_file_id: null, error_file_id: null });
  });
  expect(await carryOn(world, job.id)).toBe("failed");
  expect(await world.read(job.id)).toMatchObject({ attempt: 1, error: { code: "stopped_by_provider" } });
  expect(created()).toBe(1);
  vi.restoreAllMocks();
  await retryJob(user, job.id, "manual");
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(created()).toBe(2);
});

describe("canceled while it runs", () => {
  test("its images are as they were, and Retry takes up what the batch had done", async () => {
    const { user, job } = await started(40);
    world.provider.sandbox.setFaults("lost-webhook");
    world.provider.sandbox.journal.clear();
    await checkJob(job.id, "step");
    expect(countOf(await rowsOf(job.id))).toEqual({ sent: 40 });
    for (const asset of await assetsOf(user))
      expect(asset).toMatchObject({ auto_tag_status: "pending", openai_batch_id: expect.any(String) });
    await world.letWork(18_000);
    await cancelJob(user, job.id, "manual");
    expect(countOf(await rowsOf(job.id))).toEqual({ left: 40 });
    for (const asset of await assetsOf(user))
      expect(asset).toMatchObject({ auto_tag_status: null, openai_batch_id: null });
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    const rows = await rowsOf(job.id);
    const tagged = (await assetsOf(user)).filter((asset) => asset["auto_tag_status"] === "completed");
    expect(tagged.map((asset) => asset["id"]).toSorted()).toEqual(idsIn(rows, "tagged").toSorted());
    expect(tagged.length).toBeGreaterThan(5);
    expect(countOf(rows)).toEqual({ tagged: tagged.length, left: 40 - tagged.length });
    expect(created()).toBe(1);
  });
});

describe("an image that is not there any more", () => {
  test("deleted while it waits: it is not sent, has failed, and the others are tagged", async () => {
    const { user, ids, job } = await started(4);
    await deleteAssets(user.id, ids.slice(0, 1));
    expect(await carryOn(world, job.id)).toBe("completed");
    expect((await world.read(job.id))["output"]).toMatchObject({ tagged: 3, failed: 1, left: 0 });
  });

  test("deleted while its batch runs: it has failed, with a reason", async () => {
    const { user, ids, job } = await started(4);
    await checkJob(job.id, "step");
    await deleteAssets(user.id, ids.slice(0, 1));
    expect(await carryOn(world, job.id)).toBe("completed");
    expect((await world.read(job.id))["output"]).toMatchObject({ tagged: 3, failed: 1, left: 0 });
    const [row] = (await rowsOf(job.id)).filter((each) => each.state === "failed");
    expect(row).toMatchObject({ asset_id: ids[0], reason: "It was deleted before it was tagged." });
  });

  test("without its file: it has failed, with what to do about it", async () => {
    const { user, ids, job } = await started(4);
    await removeFiles("assets", [picturePath({ userId: user.id, id: String(ids[2]) })]);
    expect(await carryOn(world, job.id)).toBe("completed");
    expect((await world.read(job.id))["output"]).toMatchObject({ tagged: 3, failed: 1, left: 0 });
    const [row] = (await rowsOf(job.id)).filter((each) => each.state === "failed");
    expect(row).toMatchObject({
      asset_id: ids[2],
      reason: "Its file is gone. Upload it again.",
      reason_code: "gone",
    });
  });

  test("none of them is: nothing is sent, and the job fails with that", async () => {
    const { user, ids, job } = await started(2);
    world.provider.sandbox.journal.clear();
    await removeFiles(
      "assets",
      ids.map((id) => picturePath({ userId: user.id, id })),
    );
    expect(await carryOn(world, job.id)).toBe("failed");
    expect((await world.read(job.id))["error"]).toMatchObject({ retryable: false, charged: false });
    expect(created()).toBe(0);
    for (const row of await rowsOf(job.id)) expect(row).toMatchObject({ state: "left", reason_code: "gone" });
  });
});

describe("a request is refused whole, and nothing is written", () => {
  const jobsOf = async (user: Person) =>
    Number((await world.db.sql`select count(*)::int as n from jobs where user_id = ${user.id}`)[0]?.["n"]);

  test("with somebody else's image, or one that nobody has", async () => {
    const [user, stranger] = [await world.newUser(0), await world.newUser(0)];
    const own = await newAssets(user, 2);
    const others = await newAssets(stranger, 1);
    for (const foreign of [...others, crypto.randomUUID()]) {
      const asked = tag(user, { assetIds: [...own, foreign] });
      await expect(asked).rejects.toMatchObject({
        name: "UnknownChoice",
        code: "unknown_asset",
        message: expect.stringContaining("Nothing was started"),
      });
    }
    expect(await jobsOf(user)).toBe(0);
    for (const asset of await assetsOf(user)) expect(asset["auto_tag_status"]).toBeNull();
  });

  test("with one too many, and says how many can be", async () => {
    const assetIds = Array.from({ length: 50_001 }, () => crypto.randomUUID());
    const asked = tag(await world.newUser(0), { assetIds });
    await expect(asked).rejects.toMatchObject({
      message: "At most 50,000 images can be tagged at once.",
    });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["with no images", { assetIds: [] }, "invalid_input"],
    ["with what is no id", { assetIds: ["../picture"] }, "invalid_input"],
    ["with a choice that there is not", { all: "everything" }, "invalid_input"],
    ["where none is untagged", { all: "untagged" }, "no_assets"],
    ["for the rest of a job that is nobody's", { restOf: crypto.randomUUID() }, "unknown_job"],
  ])("%s", async (_what, input, code) => {
    const user = await world.newUser(0);
    await expect(tag(user, input)).rejects.toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(await jobsOf(user)).toBe(0);
  });

  test("for the rest of a job that still runs, or is somebody else's", async () => {
    const { user, job } = await started(2);
    await expect(tag(user, { restOf: job.id })).rejects.toMatchObject({ code: "unknown_job" });
    expect(await carryOn(world, job.id)).toBe("completed");
    const stranger = await world.newUser(0);
    await expect(tag(stranger, { restOf: job.id })).rejects.toMatchObject({ code: "unknown_job" });
  });
});

test("an image that is named twice counts once, and all that are untagged are those in no other job", async () => {
  const user = await world.newUser(0);
  const [one = "", ...others] = await newAssets(user, 4);
  const twice = await tag(user, { assetIds: [one, one, one.toUpperCase()] });
  expect(twice.input).toMatchObject({ count: 1 });
  const rest = await tag(user, { all: "untagged" });
  expect((await rowsOf(rest.id)).map((row) => row.asset_id).toSorted()).toEqual(others.toSorted());
  await expect(tag(user, { all: "untagged" })).rejects.toMatchObject({ code: "no_assets" });
});

describe("a batch that is younger than a minute", () => {
  const asked = () => world.provider.sandbox.journal.count("GET /openai/v1/batches/:id");

  test("is left in peace by whoever checks everything, and not by who looks at it", async () => {
    const { user, job } = await started(2);
    await checkJob(job.id, "step");
    await world.age(job.id, 30_000);
    world.provider.sandbox.journal.clear();
    for (const kind of [null, "image_tags"]) await checkDueJobs("pg-cron", kind);
    expect(asked()).toBe(0);
    await getJob(user, job.id, "browser", () => undefined);
    expect(asked()).toBe(1);
  });

  test("is asked about at once when a webhook has come", async () => {
    const { job } = await started(2);
    await checkJob(job.id, "step");
    await world.finishWork();
    await world.lettersOf(job.id);
    await world.post.settled();
    await checkDueJobs("pg-cron");
    expect((await world.read(job.id)).status).toBe("completed");
  });

  test("is asked about once the minute is over", async () => {
    const { job } = await started(2);
    await checkJob(job.id, "step");
    world.provider.sandbox.journal.clear();
    await world.age(job.id, 61_000);
    await checkDueJobs("pg-cron");
    expect(asked()).toBe(1);
  });
});

test("the images of a job are listed page by page in its order, of one state if so wished, for its owner alone", async () => {
  const user = await world.newUser(0);
  const ids = await newAssets(user, 5);
  world.provider.sandbox.setFaults("line-fails*1");
  const job = await tag(user, { assetIds: ids });
  expect(await carryOn(world, job.id)).toBe("completed");
  const first = await listAssetsOfJob(user, job.id, { limit: 3 });
  const second = await listAssetsOfJob(user, job.id, { limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map((item) => item.assetId)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  const failed = await listAssetsOfJob(user, job.id, { state: "failed", limit: 10 });
  expect(failed.items).toEqual([
    {
      assetId: expect.any(String),
      state: "failed",
      reason: expect.any(String),
      name: expect.any(String),
      tags: [],
      caption: null,
    },
  ]);
  const stranger = await world.newUser(0);
  await expect(listAssetsOfJob(stranger, job.id, { limit: 3 })).rejects.toMatchObject({ code: "not_found" });
  await expect(listAssetsOfJob(user, job.id, { limit: 3, cursor: "x" })).rejects.toMatchObject({
    code: "invalid_cursor",
  });
});

test("its page sees how many are done while the batch runs, and which batch it is", async () => {
  const { user, job } = await started(4);
  await checkJob(job.id, "step");
  const view = await presentJob(await getJob(user, job.id, "browser", () => undefined));
  const [operation] = await operationsOf(job.id);
  expect(view.details).toMatchObject({ total: 4, batches: [{ id: operation?.["provider_ref"] }] });
});
