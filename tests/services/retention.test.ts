import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { takeOldJobs } from "@/lib/db/old-jobs";
import { loadFile, storeFile } from "@/lib/db/storage";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { requireJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { setFavourite } from "@/lib/services/set-favourite";
import { storeUpload } from "@/lib/services/store-upload";
import { insertJob, insertOperation } from "../database/rows";
import { picturePath } from "@/lib/jobs/asset";
import { newAssets } from "../support/new-assets";
import { interceptFetch } from "../support/intercept-fetch";
import { useVirtualWorld } from "../support/virtual-world";
import type { Person } from "../support/world";

const world = useVirtualWorld({ RETENTION_DAYS: "30" });
const photo = await renderSamplePhoto(4);
const day = 24 * 3_600_000;
let user: Person;

beforeAll(async () => {
  const [person] = await world.newPeople(1, 0);
  if (!person) throw new Error("no user");
  user = person;
});

beforeEach(async () => {
  vi.restoreAllMocks();
  for (const table of ["jobs", "uploads", "assets", "leftover_files", "leftover_folders"])
    await world.db.sql.unsafe(`delete from ${table}`);
  // These tests begin long after jobs began to be kept for so many days.
  await world.db.sql`delete from retention`;
  await world.db.sql`insert into retention (days, since) values (30, '2000-01-01')`;
});

interface Ended {
  id: string;
  result: string;
  upload: string;
}

/** A job that ended just now, of one upload, with one result in storage. */
async function endedJob(upload?: string): Promise<Ended> {
  const path = upload ?? (await storeUpload(user, photo)).path;
  const [clock] = await world.db.sql<Array<{ now: Date }>>`select clock_now() as now`;
  const id = await insertJob(world.db.sql, user.id, {
    kind: "product_card",
    input: { image: path, style: "studio" },
    status: "completed",
    completed_at: clock?.now,
    next_check_at: null,
    output: {},
  });
  const operation = { step: "generating", provider: "openai", state: "succeeded", kept_at: clock?.now };
  const operationId = await insertOperation(world.db.sql, { id, userId: user.id }, operation);
  const result = `${user.id}/${id}/card.png`;
  await storeFile("artifacts", result, photo, "image/png");
  await world.db
    .sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
    values (${id}, ${user.id}, ${operationId}, 'card.png', 'image/png', ${photo.length}, ${"0".repeat(64)}, ${result}, '')`;
  await world.db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
    values (${id}, ${user.id}, 'completed', 'completed', 100, 1, 'browser')`;
  await world.db.sql`update uploads set used_at = clock_now() where path = ${path}`;
  return { id, result, upload: path };
}

const jobIds = async () => (await world.db.sql`select id from jobs`).map(({ id }) => String(id));
const isThere = async (bucket: "artifacts" | "uploads", path: string) =>
  (await loadFile(bucket, path)) !== null;

/** So many days pass, and a scheduler comes by; once more an hour later, for the files. */
async function pass(days: number): Promise<void> {
  await world.clock.advance(days * day);
  await checkDueJobs("vercel-cron");
  await world.clock.advance(day / 24 + 1_000);
  await checkDueJobs("vercel-cron");
}

test("a job is kept for as long as its page says, and then goes with its rows and files", async () => {
  const job = await endedJob();
  await world.db.sql`
    with endpoint as (
      insert into endpoints (user_id, url, events, enabled) values (${user.id}, 'https://a.test/', '{job.completed}', false) returning id)
    insert into deliveries (user_id, event_id, job_id, type, target, endpoint_id, state, next_try_at)
    select ${user.id}, e.id, ${job.id}, 'job.completed', 'webhook', endpoint.id, 'delivered', null
      from job_events e, endpoint where e.job_id = ${job.id}`;
  const shown = await presentJob(await requireJob(user, job.id));
  expect(Date.parse(shown.removedAt ?? "") - Date.parse(shown.completedAt ?? "")).toBe(30 * day);
  await pass(29);
  expect([await jobIds(), await isThere("artifacts", job.result)]).toEqual([[job.id], true]);
  await pass(1);
  expect(await jobIds()).toEqual([]);
  expect([await isThere("artifacts", job.result), await isThere("uploads", job.upload)]).toEqual([
    false,
    false,
  ]);
  for (const table of [
    "operations",
    "artifacts",
    "job_events",
    "deliveries",
    "uploads",
    "leftover_files",
    "leftover_folders",
  ])
    expect(await world.db.sql.unsafe(`select 1 from ${table}`)).toHaveLength(0);
});

test("what is old already when jobs begin to be removed goes a week later, as its page says from then on", async () => {
  await world.db.sql`delete from retention`;
  const job = await endedJob();
  await world.clock.advance(365 * day);
  await checkDueJobs("vercel-cron");
  const [row] = await world.db.sql<Array<{ since: Date; now: Date }>>`
    select since, clock_now() as now from retention`;
  expect(row?.since).toEqual(row?.now);
  vi.resetModules();
  const afresh = await import("@/lib/services/present-job");
  const shown = await afresh.presentJob(await requireJob(user, job.id));
  expect(Date.parse(shown.removedAt ?? "") - (row?.now.getTime() ?? 0)).toBe(7 * day);
  await pass(6);
  expect(await jobIds()).toEqual([job.id]);
  await pass(1);
  expect(await jobIds()).toEqual([]);
});

test("a smaller number of days has a week of its own, a greater one has not, and after a time without any each has", async () => {
  const job = await endedJob();
  await world.clock.advance(20 * day);
  const taken = [await takeOldJobs(10, 20)];
  await world.clock.advance(6 * day);
  taken.push(await takeOldJobs(10, 20), await takeOldJobs(28, 20));
  await world.clock.advance(3 * day);
  await takeOldJobs(null, 20);
  taken.push(await takeOldJobs(28, 20));
  expect([taken, await jobIds()]).toEqual([[0, 0, 0, 0], [job.id]]);
  await world.clock.advance(7 * day);
  expect(await takeOldJobs(100, 20)).toBe(0);
  expect(await takeOldJobs(28, 20)).toBe(0);
  await world.clock.advance(7 * day);
  expect(await takeOldJobs(30, 20)).toBe(1);
});

test("more than a batch goes in one run; what another job uses, and what has not ended, stays", async () => {
  const old = await endedJob();
  for (let n = 0; n < 25; n++) await endedJob(old.upload);
  await world.clock.advance(10 * day);
  const young = await endedJob(old.upload);
  const waiting = await insertJob(world.db.sql, user.id, {
    kind: "gone",
    deadline_at: new Date("2100-01-01"),
    next_check_at: new Date("2099-01-01"),
  });
  await pass(21);
  expect((await jobIds()).toSorted()).toEqual([young.id, waiting].toSorted());
  expect(await isThere("uploads", old.upload)).toBe(true);
});

test("a batch of somebody with thousands of jobs and many uploads takes no longer than a request may", async () => {
  await world.db.sql`
    with paths as (
      select ${`${user.id}/`}::text || n || '.jpg' as path, n from generate_series(1, 2000) n
    ), stored as (
      insert into uploads (path, user_id, content_type, bytes, used_at)
      select path, ${user.id}::uuid, 'image/jpeg', 1, clock_now() from paths
    ), old as (
      select n % 20 as nth, jsonb_agg(path) as images from paths group by 1
    )
    insert into jobs (user_id, kind, input, input_hash, status, deadline_at, completed_at, output, next_check_at)
    select ${user.id}::uuid, 'gone', jsonb_build_object('images', images), 'x', 'completed', clock_now(), clock_now(), '{}'::jsonb, null::timestamptz
      from old
    union all
    select ${user.id}::uuid, 'gone', jsonb_build_object('image', ${`${user.id}/7.jpg`}::text, 'n', n), 'x', 'completed', clock_now(),
           clock_now() + interval '1 day', '{}'::jsonb, null
      from generate_series(1, 2000) n`;
  await world.clock.advance(30 * day + 1_000);
  const startedAt = performance.now();
  expect(await takeOldJobs(30, 20)).toBe(20);
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(await world.db.sql`select path from uploads`).toEqual([{ path: `${user.id}/7.jpg` }]);
  expect(await jobIds()).toHaveLength(2_000);
});

test("images of the library outlast the jobs that tagged them", async () => {
  const job = await endedJob();
  const [assetId = ""] = await newAssets(user, 1);
  await world.db.sql`insert into job_assets (job_id, asset_id, user_id, share)
    values (${job.id}, ${assetId}, ${user.id}, 0)`;
  await pass(31);
  expect(await jobIds()).not.toContain(job.id);
  expect((await world.db.sql`select id from assets`).map(({ id }) => String(id))).toEqual([assetId]);
  expect(await loadFile("assets", picturePath({ id: assetId, userId: user.id }))).not.toBeNull();
});

test("a run that is cut off between rows and files leaves what a later one finishes, and ten at once do no harm", async () => {
  const jobs = [await endedJob(), await endedJob(), await endedJob()];
  interceptFetch(({ method, url }, send) =>
    method === "DELETE" && url.includes("/storage/") ? Promise.reject(new TypeError("fetch failed")) : send(),
  );
  await pass(30);
  expect(await jobIds()).toEqual([]);
  expect(await Promise.all(jobs.map(({ result }) => isThere("artifacts", result)))).toEqual([
    true,
    true,
    true,
  ]);
  vi.restoreAllMocks();
  // What failed is left alone for some minutes.
  await world.clock.advance(600_000);
  await Promise.all(Array.from({ length: 10 }, () => checkDueJobs("vercel-cron")));
  expect(await Promise.all(jobs.map(({ result }) => isThere("artifacts", result)))).toEqual([
    false,
    false,
    false,
  ]);
  for (const table of ["leftover_files", "leftover_folders", "leftover_work", "deleted_jobs"])
    expect(await world.db.sql.unsafe(`select 1 from ${table}`)).toHaveLength(0);
});

test("a favourite is kept however old, and goes a week after it was taken from the favourites", async () => {
  const [star, plain] = [await endedJob(), await endedJob()];
  const starred = (is: boolean) => setFavourite(user, star.id, is, "manual");
  expect((await presentJob(await starred(true))).removedAt).toBeNull();
  await pass(40);
  expect(await jobIds()).toEqual([star.id]);
  expect(await isThere("artifacts", star.result)).toBe(true);
  expect(plain.id).not.toBe(star.id);
  const shown = await presentJob(await starred(false));
  expect(Date.parse(shown.removedAt ?? "") - Date.parse(shown.updatedAt)).toBe(7 * day);
  await pass(6);
  expect(await jobIds()).toEqual([star.id]);
  await pass(1);
  expect([await jobIds(), await isThere("artifacts", star.result)]).toEqual([[], false]);
});
