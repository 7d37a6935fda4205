import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { loadFile, storeFile } from "@/lib/db/storage";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { findUpload } from "@/lib/services/load-file";
import { storeUpload } from "@/lib/services/store-upload";
import { holdCall } from "../support/hold-call";
import { interceptFetch } from "../support/intercept-fetch";
import { useVirtualWorld } from "../support/virtual-world";
import type { Person } from "../support/world";

const world = useVirtualWorld();
const photo = await renderSamplePhoto(4);
const hour = 3_600_000;
const day = 24 * hour;
let user: Person;

beforeAll(async () => {
  const [person] = await world.newPeople(1, 0);
  if (!person) throw new Error("no user");
  user = person;
});

beforeEach(async () => {
  vi.restoreAllMocks();
  await world.db.sql`delete from jobs`;
  await world.db.sql`delete from uploads`;
  await world.db.sql`delete from leftover_files`;
});

const newUpload = async () => (await storeUpload(user, photo)).path;
const isStored = async (path: string) => (await loadFile("uploads", path)) !== null;
const leftovers = async () => (await world.db.sql`select path from leftover_files`).map((row) => row["path"]);

function newCard(image: string) {
  const input = { image, style: "studio" };
  return createJob(user, { kind: "product_card", input, idempotencyKey: null }, "browser");
}

test("an abandoned upload is gone after a day, by check-all (clock set); one that a job uses stays", async () => {
  const [used, abandoned] = [await newUpload(), await newUpload()];
  await newCard(used);
  await world.clock.advance(day - 1_000);
  await checkDueJobs("vercel-cron");
  expect(await isStored(abandoned)).toBe(true);

  await world.clock.advance(1_000);
  await checkDueJobs("vercel-cron");
  expect([await isStored(abandoned), await isStored(used)]).toEqual([false, true]);
  await expect(findUpload(abandoned, user)).rejects.toMatchObject({ code: "not_found" });
  await expect(newCard(abandoned)).rejects.toMatchObject({
    code: "unknown_upload",
    message: "One of the pictures is not among your uploads. Upload it again.",
  });
  expect(await leftovers()).toEqual([]);
});

test("a storage that does not answer keeps no job waiting, and the next run removes the file", async () => {
  const abandoned = await newUpload();
  await world.clock.advance(day);
  interceptFetch(({ method, url }, send) =>
    method === "DELETE" && url.includes("/storage/") ? Promise.reject(new TypeError("fetch failed")) : send(),
  );
  expect(await checkDueJobs("vercel-cron")).toMatchObject({ source: "vercel-cron", errors: 0 });
  expect([await isStored(abandoned), await leftovers()]).toEqual([true, [abandoned]]);

  vi.restoreAllMocks();
  await checkDueJobs("vercel-cron");
  expect([await isStored(abandoned), await leftovers()]).toEqual([false, []]);
});

test("a run that is cut off after storage let go of a file, and ten at once, do no harm", async () => {
  const abandoned = await Promise.all(Array.from({ length: 5 }, newUpload));
  await world.clock.advance(day);
  interceptFetch(({ url }, send) =>
    url.includes("/rpc/forget_files") ? Promise.reject(new TypeError("fetch failed")) : send(),
  );
  await checkDueJobs("vercel-cron");
  expect((await leftovers()).toSorted()).toEqual(abandoned.toSorted());

  vi.restoreAllMocks();
  await Promise.all(Array.from({ length: 10 }, () => checkDueJobs("vercel-cron")));
  expect(await leftovers()).toEqual([]);
});

test("an upload whose process dies while it is being stored is known, and removed with the others", async () => {
  const dying = holdCall(/POST .*\/storage\/v1\/object\/uploads/);
  const never = newUpload();
  await dying.answered;
  const [row] = await world.db.sql<Array<{ path: string }>>`select path from uploads`;
  const path = row?.path ?? "";
  expect(await isStored(path)).toBe(true);
  await world.clock.advance(day);
  await checkDueJobs("vercel-cron");
  expect([await isStored(path), await leftovers()]).toEqual([false, []]);
  dying.letGo();
  await never;
});

test("an upload that cannot be stored takes up no room; should its file arrive late, it is removed all the same", async () => {
  interceptFetch(async ({ method, url }, send) => {
    if (method !== "POST" || !url.includes("/storage/v1/object/uploads")) return send();
    await send();
    throw new TypeError("fetch failed");
  });
  await expect(newUpload()).rejects.toThrow("storing a file");
  vi.restoreAllMocks();
  expect(await world.db.sql`select path from uploads`).toHaveLength(0);
  const [path] = await leftovers();
  await checkDueJobs("vercel-cron");
  expect(await isStored(String(path))).toBe(true);
  await world.clock.advance(hour);
  await checkDueJobs("vercel-cron");
  expect([await isStored(String(path)), await leftovers()]).toEqual([false, []]);
});

test("a file that no upload ever spoke of is somebody else's, and is left alone", async () => {
  const path = `${user.id}/of-another-room.jpg`;
  await storeFile("uploads", path, photo, "image/jpeg");
  await world.clock.advance(30 * day);
  await checkDueJobs("vercel-cron");
  expect(await isStored(path)).toBe(true);
});
