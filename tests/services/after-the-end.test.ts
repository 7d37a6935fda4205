import type timers from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { editAsset } from "@/lib/db/assets";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { updateJob } from "@/lib/services/get-job";
import { carryOn } from "../support/carry-on";
import { holdCall } from "../support/hold-call";
import { killAt, type Moment } from "../support/kill-at";
import { ledgerOf } from "../support/ledger";
import { newAssets } from "../support/new-assets";
import { keepLedgersSound } from "../support/sound-ledgers";
import { tagWritesSql } from "../support/tagging";
import { useWorld, type Person } from "../support/world";

/** A reader's patience of 8 s may be over at once; every other pause is as long as it is. */
const patience = vi.hoisted(() => ({ isOver: false }));
vi.mock("node:timers/promises", async (importOriginal) => {
  const original = await importOriginal<typeof timers>();
  const setTimeout: typeof original.setTimeout = async (ms, value, options) =>
    original.setTimeout(patience.isOver && ms === 8_000 ? 0 : ms, value, options);
  return { ...original, setTimeout };
});

// Slow enough that nothing is done before a test lets it be.
const world = useWorld({ speed: 10, hasPost: true, schema: tagWritesSql });
keepLedgersSound(world);

const images = 40;
const created = () => world.provider.sandbox.journal.count("POST /openai/v1/batches");

interface Tagging {
  user: Person;
  id: string;
}

async function tag(user: Person, input: Record<string, unknown>): Promise<string> {
  return (await createJob(user, { kind: "image_tags", input, idempotencyKey: null }, "browser")).job.id;
}

/** A job whose batch is under way, and so far done; no webhook tells of anything, unless it may. */
async function underWay(workedMs: number, faults = "lost-webhook"): Promise<Tagging> {
  const user = await world.newUser(0);
  const id = await tag(user, { assetIds: await newAssets(user, images) });
  world.provider.sandbox.setFaults(faults);
  world.provider.sandbox.journal.clear();
  await checkJob(id, "step");
  await world.letWork(workedMs);
  return { user, id };
}

/** About half of it is done when its user cancels it; then the batch ends. */
async function canceledHalfWay(faults?: string): Promise<Tagging> {
  const tagging = await underWay(18_000, faults);
  await cancelJob(tagging.user, tagging.id, "manual");
  await world.finishWork();
  return tagging;
}

async function taggedOf({ id }: Tagging): Promise<string[]> {
  const rows = await world.db.sql<Array<{ id: string }>>`
    select x.asset_id as id from job_assets x join assets a on a.id = x.asset_id
     where x.job_id = ${id} and x.state = 'tagged' and cardinality(a.tags) > 0 and a.auto_tag_status = 'completed'`;
  return rows.map((row) => row.id);
}

const kept = ({ id }: Tagging) => ledgerOf(world, id, "late_kept");

/** What was done by then is tagged. */
async function expectKept(tagging: Tagging): Promise<void> {
  const { length } = await taggedOf(tagging);
  expect(length).toBeGreaterThan(5);
  expect(length).toBeLessThan(images - 5);
  expect(await kept(tagging)).toMatchObject([{ detail: { tagged: length, failed: 0 } }]);
  const operations = await world.db.sql`
    select state, kept_at is not null as "isKept" from operations where job_id = ${tagging.id}`;
  expect([...operations]).toEqual([{ state: "succeeded", isKept: true }]);
}

const rest = (jobId: string) => ({ restOf: jobId });

describe("what a batch had done when its job was canceled is kept without a retry", () => {
  test("by a webhook alone", async () => {
    const tagging = await canceledHalfWay("");
    await world.lettersOf(tagging.id);
    await world.post.settled();
    await expectKept(tagging);
    expect(await world.read(tagging.id)).toMatchObject({ status: "canceled", output: null });
  });

  test('by "Check status" alone', async () => {
    const tagging = await canceledHalfWay();
    await updateJob(tagging.user, tagging.id, "manual", (work) => void work);
    await expectKept(tagging);
    expect(await world.read(tagging.id)).toMatchObject({ status: "canceled", output: null });
  });

  test('by "Check status", which waits no longer than for any other check; the rest is done behind its answer', async () => {
    const tagging = await canceledHalfWay();
    const call = holdCall(/^GET .*\/content$/);
    const behind: Array<Promise<unknown>> = [];
    patience.isOver = true;
    const job = await updateJob(tagging.user, tagging.id, "manual", (work) => void behind.push(work));
    patience.isOver = false;
    expect(job.status).toBe("canceled");
    expect(await kept(tagging)).toEqual([]);
    call.letGo();
    await Promise.all(behind);
    await expectKept(tagging);
  });

  test("by a scheduled run alone; the next ones ask no more", async () => {
    const tagging = await canceledHalfWay();
    await checkDueJobs("vercel-cron");
    await expectKept(tagging);
    expect(await world.read(tagging.id)).toMatchObject({ status: "canceled", output: null });
    const { total } = world.provider.sandbox.journal.report();
    await checkDueJobs("vercel-cron");
    expect(world.provider.sandbox.journal.report().total).toBe(total);
    expect(await kept(tagging)).toHaveLength(1);
  });

  test("also where what was read first came without its end", async () => {
    const tagging = await canceledHalfWay("lost-webhook,cut-download@file-content*2");
    for (let round = 0; round < 4; round++) await checkDueJobs("vercel-cron");
    await expectKept(tagging);
    expect(await world.read(tagging.id)).toMatchObject({ status: "canceled", output: null });
  });
});

test("what was done by the end of the grace is kept as well", async () => {
  const tagging = await underWay(18_000);
  await world.age(tagging.id, 50.5 * 3_600_000);
  await checkJob(tagging.id, "vercel-cron");
  expect(await world.read(tagging.id)).toMatchObject({ status: "failed", error: { code: "timed_out" } });
  await world.finishWork();
  await checkDueJobs("vercel-cron");
  await expectKept(tagging);
  expect(await world.read(tagging.id)).toMatchObject({ status: "failed", output: null });
});

describe("while a batch of a canceled job still has its images", () => {
  test("they are not bought again; once it is read, the others are, and all are tagged once", async () => {
    const tagging = await canceledHalfWay();
    const { user, id } = tagging;
    await expect(tag(user, rest(id))).rejects.toMatchObject({ code: "no_assets" });
    await expect(tag(user, { all: "untagged" })).rejects.toMatchObject({ code: "no_assets" });
    await checkDueJobs("vercel-cron");
    const { length } = await taggedOf(tagging);
    const other = await tag(user, rest(id));
    expect(await carryOn(world, other)).toBe("completed");
    expect((await world.read(other))["output"]).toMatchObject({ tagged: images - length, left: 0 });
    expect(created()).toBe(2);
    const writes = await world.db.sql`
      select w.asset_id, count(*)::int as n from tag_writes w join assets a on a.id = w.asset_id
       where a.user_id = ${user.id} group by 1`;
    expect(writes.map((row) => row["n"])).toEqual(Array(images).fill(1));
  });

  test("that did nothing, they are free as soon as that is known", async () => {
    const { clock } = world.provider.sandbox;
    clock.stop();
    const { user, id } = await underWay(0);
    await cancelJob(user, id, "manual");
    clock.goOn();
    await expect(tag(user, { all: "untagged" })).rejects.toMatchObject({ code: "no_assets" });
    await world.finishWork();
    await checkDueJobs("vercel-cron");
    expect(await ledgerOf(world, id, "late_spoilt")).toHaveLength(1);
    const other = await tag(user, { all: "untagged" });
    expect(await carryOn(world, other)).toBe("completed");
    expect((await world.read(other))["output"]).toMatchObject({ tagged: images });
  });

  test("and says nothing for a day and its grace, they are free", async () => {
    const { user, id } = await underWay(0, "lost-webhook,batch-stalls");
    await cancelJob(user, id, "manual");
    await world.db.sql`update jobs set completed_at = now() - interval '26 hours' where id = ${id}`;
    const other = await tag(user, rest(id));
    expect((await world.read(other))["input"]).toMatchObject({ count: images });
  });
});

/** All images of a user have been given tags, each of them once. */
async function expectTaggedOnce(user: Person): Promise<void> {
  const writes = await world.db.sql`
    select w.asset_id, count(*)::int as n from tag_writes w join assets a on a.id = w.asset_id
     where a.user_id = ${user.id} group by 1`;
  expect(writes.map((row) => row["n"])).toEqual(Array(images).fill(1));
}

describe("while a batch of a canceled job is being started, its images are not bought again", () => {
  test.each(["files", "batches"])("in the middle of POST /%s", async (path) => {
    const user = await world.newUser(0);
    const id = await tag(user, { assetIds: await newAssets(user, images) });
    world.provider.sandbox.setFaults("lost-webhook");
    world.provider.sandbox.journal.clear();
    const call = holdCall(new RegExp(`^POST .*/openai/v1/${path}$`));
    const checking = checkJob(id, "step");
    await call.answered;
    await cancelJob(user, id, "manual");
    await expect(tag(user, { all: "untagged" })).rejects.toMatchObject({ code: "no_assets" });
    await expect(tag(user, rest(id))).rejects.toMatchObject({ code: "no_assets" });
    call.letGo();
    await checking;
    await expect(tag(user, { all: "untagged" })).rejects.toMatchObject({ code: "no_assets" });
    await world.finishWork();
    await checkDueJobs("vercel-cron");
    const other = await tag(user, { all: "untagged" });
    expect(await carryOn(world, other)).toBe("completed");
    await expectTaggedOnce(user);
  });
});

describe("a start that nobody has heard the end of, since its process was killed and its job canceled,", () => {
  async function lost(when: Moment["when"]): Promise<Tagging> {
    const user = await world.newUser(0);
    const id = await tag(user, { assetIds: await newAssets(user, images) });
    world.provider.sandbox.setFaults("lost-webhook");
    world.provider.sandbox.journal.clear();
    expect(await killAt(world, { side: "provider", when, call: /^POST .*\/batches$/ })).toBe(true);
    await cancelJob(user, id, "manual");
    await checkDueJobs("vercel-cron");
    await expect(tag(user, { all: "untagged" })).rejects.toMatchObject({ code: "no_assets" });
    await world.db.sql`update operations set settles_at = now() where job_id = ${id}`;
    await world.finishWork();
    return { user, id };
  }

  test.each([
    ["a scheduled run", () => checkDueJobs("vercel-cron")],
    ['"Check status"', ({ user, id }: Tagging) => updateJob(user, id, "manual", (work) => void work)],
  ])("is looked up by %s, and what its batch did is kept", async (_who, look) => {
    const tagging = await lost("response");
    await look(tagging);
    expect(await kept(tagging)).toMatchObject([{ detail: { tagged: images, failed: 0 } }]);
    await expectTaggedOnce(tagging.user);
    await expect(tag(tagging.user, { all: "untagged" })).rejects.toMatchObject({ code: "no_assets" });
    expect(created()).toBe(1);
  });

  test("and has begun nothing, frees its images as soon as that is known", async () => {
    const { user } = await lost("request");
    await checkDueJobs("vercel-cron");
    const other = await tag(user, { all: "untagged" });
    expect(await carryOn(world, other)).toBe("completed");
    await expectTaggedOnce(user);
    expect(created()).toBe(1);
  });
});

test("an image that got other tags since keeps them, and is not bought again", async () => {
  const tagging = await canceledHalfWay();
  const { user, id } = tagging;
  const rows = await world.db.sql<Array<{ id: string }>>`select id from assets where user_id = ${user.id}`;
  for (const asset of rows) await editAsset(user.id, asset.id, ["mine"]);
  await checkDueJobs("vercel-cron");
  expect(await kept(tagging)).toHaveLength(1);
  const tags = await world.db.sql<Array<{ tags: string[] }>>`
    select distinct tags from assets where user_id = ${user.id}`;
  expect([...tags]).toEqual([{ tags: ["mine"] }]);
  await expect(tag(user, rest(id))).rejects.toMatchObject({ code: "no_assets" });
});
