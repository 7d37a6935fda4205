import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  assetStored,
  countAssets,
  deleteAssets,
  editAsset,
  forgetAsset,
  listAssets,
  readAsset,
  readAssetRecord,
  recordAsset,
  tagCounts,
  type AssetFilter,
  type NewAsset,
} from "@/lib/db/assets";
import { clearAway } from "@/lib/db/leftover-files";
import { useDatabase, type TestUser } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertAssets, jobFor } from "./library";
import { untilWaiting } from "./rows";

const db = useDatabase();
let user: TestUser;
let other: TestUser;

beforeAll(async () => {
  stubAppOf(db);
  user = await db.createUser();
  other = await db.createUser();
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from assets`;
  await db.sql`delete from leftover_files`;
});

const hour = 3_600_000;
const checksum = "a".repeat(64);

const record = (more: Partial<NewAsset> = {}) =>
  recordAsset({
    userId: user.id,
    name: "beach.jpg",
    contentType: "image/jpeg",
    bytes: 1_000,
    width: 1600,
    height: 1200,
    sha256: checksum,
    extension: "jpg",
    pictureBytes: 30_000,
    mostBytes: 10_000,
    mostImages: 10,
    ...more,
  });

async function recordedId(more: Partial<NewAsset> = {}): Promise<string> {
  const recorded = await record(more);
  if (recorded.outcome !== "recorded") throw new Error(recorded.outcome);
  return recorded.asset.id;
}

const imageOf = (sha256: string, bytes: number) => {
  const size = { bytes, width: 16, height: 16, picture_bytes: 300 };
  return { user_id: user.id, name: "a.jpg", content_type: "image/jpeg", extension: "jpg", sha256, ...size };
};

/** The same by a connection of its own: what came of it. */
async function race(sha256: string, bytes: number): Promise<unknown> {
  const image = db.sql.json(imageOf(sha256, bytes));
  const [row] = await db.sql`select record_asset(${image}, 10000, 10) ->> 'outcome' as outcome`;
  return row?.["outcome"];
}

const other64 = (letter: string) => letter.repeat(64);

describe("an image", () => {
  test("is one, however many of the same bytes come at once", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => race(checksum, 1_000)));
    expect(all).toEqual(Array.from({ length: 8 }, () => "recorded"));
    expect(await db.sql`select id from assets`).toHaveLength(1);
  });

  test("that is there already is found by its bytes, by its own user alone", async () => {
    const id = await recordedId();
    await assetStored(id);
    expect(await record({ name: "again.jpg" })).toMatchObject({
      outcome: "existing",
      asset: { id, name: "beach.jpg" },
    });
    expect(await record({ userId: other.id })).toMatchObject({ outcome: "recorded" });
  });

  test("that was begun and never stored is stored under the same id, as it comes now", async () => {
    const id = await recordedId();
    const again = await record({ name: "again.jpg", bytes: 2_000 });
    expect(again).toMatchObject({ outcome: "recorded", asset: { id, name: "again.jpg", bytes: 2_000 } });
  });

  test("that was begun with another type of file begins anew, and leaves that file to be removed", async () => {
    const id = await recordedId();
    await db.sql`update assets set created_at = now() - interval '2 hours'`;
    expect(await recordedId({ extension: "webp", contentType: "image/webp" })).not.toBe(id);
    expect(await clearAway(100)).toContainEqual({ bucket: "assets", path: `${user.id}/${id}/original.jpg` });
  });

  test("is nowhere before its files are stored", async () => {
    const id = await recordedId();
    expect(await listAssets(user.id, {}, 10, null)).toEqual([]);
    expect(await countAssets(user.id, {})).toEqual({ total: 0, untagged: 0 });
    expect([
      await readAsset(user, id),
      await readAssetRecord(id),
      await editAsset(user.id, id, ["sea"]),
    ]).toEqual([null, null, null]);
    await expect(jobFor(user.id, [id])).rejects.toThrow("unknown_asset");
    const stored = await assetStored(id);
    expect(stored).toMatchObject({ id, userId: user.id, tags: [], autoTagStatus: null });
    expect(await readAsset(user, id)).toEqual(stored);
    expect(await readAssetRecord(id)).toEqual(stored);
  });

  test("that could not be stored is forgotten; one that is stored is not", async () => {
    const id = await recordedId();
    await forgetAsset(id);
    expect(await assetStored(id)).toBeNull();
    const stored = await recordedId();
    await assetStored(stored);
    await forgetAsset(stored);
    expect(await readAssetRecord(stored)).not.toBeNull();
  });

  test("that never came whole goes after an hour, and no sooner", async () => {
    const [old] = await insertAssets(db.sql, user.id, 1, {
      stored_at: null,
      created_at: new Date(Date.now() - hour),
    });
    const young = { stored_at: null, created_at: new Date(Date.now() - hour + 60_000) };
    const kept = await insertAssets(db.sql, user.id, 1, young);
    expect((await clearAway(100)).map(({ path }) => path.split("/")[1])).toEqual([old, old, old]);
    expect(await db.sql`select id from assets`).toEqual([{ id: kept[0] }]);
  });

  test("is nobody else's to read, edit or delete", async () => {
    const [id = ""] = await insertAssets(db.sql, other.id, 1);
    expect(await readAsset(user, id)).toBeNull();
    expect(await editAsset(user.id, id, ["mine"])).toBeNull();
    expect(await deleteAssets(user.id, [id])).toBe(0);
    expect(await readAsset(other, id)).toMatchObject({ tags: [] });
  });

  test("that is deleted leaves its three files to be removed, and so does a whole library that goes with its user", async () => {
    const long = { created_at: new Date(Date.now() - 2 * hour) };
    const gone = await db.createUser();
    const [kept, one = ""] = await insertAssets(db.sql, gone.id, 2, long);
    expect(await deleteAssets(gone.id, [one, randomUUID()])).toBe(1);
    const filesOf = (id = "") =>
      ["original.jpg", "picture.jpg", "thumbnail.webp"].map((file) => ({
        bucket: "assets",
        path: `${gone.id}/${id}/${file}`,
      }));
    const byPath = async () => (await clearAway(100)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    expect(await byPath()).toEqual(filesOf(one));
    await db.sql`delete from auth.users where id = ${gone.id}`;
    expect(await byPath()).toHaveLength(6);
    expect(await byPath()).toEqual(expect.arrayContaining(filesOf(kept)));
  });
});

describe("room in a library", () => {
  test("is never exceeded, by images that race neither: the second counts the first", async () => {
    const image = db.sql.json(imageOf(other64("b"), 6_000));
    let second: Promise<unknown> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select record_asset(${image}, 10000, 10)`;
      second = race(other64("c"), 6_000);
      await untilWaiting(db.sql, second);
    });
    expect(await second).toBe("full");
    expect(await race(other64("d"), 4_000)).toBe("recorded");
  });

  test("is each user's own, and comes back with what is deleted", async () => {
    const id = await recordedId({ bytes: 10_000 });
    expect(await record({ sha256: other64("b") })).toEqual({ outcome: "full", limit: "bytes" });
    expect(await record({ userId: other.id, bytes: 10_000 })).toMatchObject({ outcome: "recorded" });
    await deleteAssets(user.id, [id]);
    expect(await record({ sha256: other64("b") })).toMatchObject({ outcome: "recorded" });
  });

  test("is for so many images, however small they are", async () => {
    const [id = ""] = await insertAssets(db.sql, user.id, 10, { bytes: 1 });
    expect(await record({ bytes: 1 })).toEqual({ outcome: "full", limit: "images" });
    expect(await record({ userId: other.id, bytes: 1 })).toMatchObject({ outcome: "recorded" });
    await deleteAssets(user.id, [id]);
    for (const bytes of [1, 2]) expect(await record({ bytes })).toMatchObject({ outcome: "recorded" });
  });

  test("is not taken twice by one that is begun again, nor needed by one that is there", async () => {
    const id = await recordedId({ bytes: 9_000 });
    expect(await record({ bytes: 9_500 })).toMatchObject({ outcome: "recorded" });
    await assetStored(id);
    expect(await record({ bytes: 99_000 })).toMatchObject({ outcome: "existing" });
  });
});

describe("a library", () => {
  const names = async (filter: AssetFilter) =>
    (await listAssets(user.id, filter, 100, null)).map((asset) => asset.name);

  test("is paged from the newest on, every image once, those of one moment too", async () => {
    await insertAssets(db.sql, other.id, 3);
    const older = await insertAssets(db.sql, user.id, 7, { created_at: "2026-11-01T00:00:00Z" });
    const newer = await insertAssets(db.sql, user.id, 4);
    const seen: string[] = [];
    for (let before: { createdAt: Date; id: string } | null = null; ;) {
      const page = await listAssets(user.id, {}, 3, before);
      seen.push(...page.map(({ id }) => id));
      before = page.at(-1) ?? null;
      if (!before) break;
    }
    expect(seen).toEqual([...newer, ...older.toSorted().toReversed()]);
  });

  test("is read at any depth from an index: the last page touches as little as the first", async () => {
    await insertAssets(db.sql, user.id, 4_000);
    await db.sql`analyze assets`;
    const [last] = await db.sql`select created_at, id from assets order by created_at, id offset 60 limit 1`;
    const touched = (at: unknown, id: unknown) =>
      db.sql.begin(async (sql) => {
        const explain = () => sql<Array<{ "QUERY PLAN": Array<{ Plan: Record<string, number> }> }>>`
          explain (analyze, buffers, format json)
          select list_assets(${user.id}, '{}', 50, ${at as Date}::timestamptz, ${id as string}::uuid)`;
        await explain(); // A connection's first one reads the catalogue as well.
        const [row] = await explain();
        const plan = row?.["QUERY PLAN"][0]?.Plan ?? {};
        return (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
      });
    const [pages] = await db.sql`select pg_relation_size('assets') / 8192 as pages`;
    const first = await touched(null, null);
    const deep = await touched(last?.["created_at"], last?.["id"]);
    expect(Number(pages?.["pages"])).toBeGreaterThan(4 * deep);
    expect(deep).toBeLessThan(2 * first);
  });

  test("is searched by the beginnings of words, in names, tags and captions, and all of them have to be there", async () => {
    await insertAssets(db.sql, user.id, 1, { name: "IMG_2024-beach.JPG", tags: ["white sand"] });
    await insertAssets(db.sql, user.id, 1, {
      name: "b.jpg",
      caption: "A dog's bone on the Beachfront, при море",
    });
    expect(await names({ words: "bea" })).toHaveLength(2);
    expect(await names({ words: "BEACH sand" })).toEqual(["IMG_2024-beach.JPG"]);
    expect(await names({ words: "img_2024" })).toEqual(["IMG_2024-beach.JPG"]);
    expect(await names({ words: "мор" })).toEqual(["b.jpg"]);
    expect(await names({ words: "each" })).toEqual([]);
  });

  test.each(["' & | !", "a:*b <-> (", "\\'); drop table assets; --", "???", "%L %s"])(
    "is searched for %j without harm",
    async (words) => {
      await insertAssets(db.sql, user.id, 1);
      expect(await names({ words })).toEqual([]);
    },
  );

  test("is filtered by tags, of which all have to be there, by status and by time", async () => {
    const day = (n: number) => new Date(`2026-11-0${n}T12:00:00Z`);
    const image = (name: string, columns: object) => insertAssets(db.sql, user.id, 1, { name, ...columns });
    await image("both", {
      created_at: day(1),
      tags: ["sea", "a'b, {c}"],
      tagged_at: day(1),
      auto_tag_status: "completed",
    });
    await image("one", { created_at: day(2), tags: ["sea"], tagged_at: day(1), auto_tag_status: "failed" });
    await image("none", { created_at: day(3) });
    expect(await names({ tags: ["sea"] })).toEqual(["one", "both"]);
    expect(await names({ tags: ["sea", "a'b, {c}"] })).toEqual(["both"]);
    expect(await names({ tags: ["se"] })).toEqual([]);
    expect(await names({ status: "failed" })).toEqual(["one"]);
    expect(await names({ status: "untagged" })).toEqual(["none"]);
    expect(await names({ from: day(2), to: day(2) })).toEqual(["one"]);
    expect(await countAssets(user.id, { tags: ["sea"] })).toEqual({ total: 2, untagged: 0 });
    expect(await countAssets(user.id, {})).toEqual({ total: 3, untagged: 1 });
  });

  test("counts as untagged what no job is about to tag, until it is tagged, by hand as well", async () => {
    const [one = "", two = ""] = await insertAssets(db.sql, user.id, 3);
    await jobFor(user.id, [one]);
    expect(await countAssets(user.id, {})).toEqual({ total: 3, untagged: 2 });
    expect(await editAsset(user.id, two, ["sea"])).toMatchObject({ tags: ["sea"], autoTagStatus: null });
    expect(await countAssets(user.id, {})).toEqual({ total: 3, untagged: 1 });
    await editAsset(user.id, two, []);
    expect(await countAssets(user.id, {})).toEqual({ total: 3, untagged: 2 });
  });

  test("knows its commonest tags, and nobody else's", async () => {
    await insertAssets(db.sql, other.id, 5, { tags: ["theirs"] });
    await insertAssets(db.sql, user.id, 2, { tags: ["sea", "sand"] });
    await insertAssets(db.sql, user.id, 1, { tags: ["sea", "fog"] });
    expect(await tagCounts(user.id, 2)).toEqual([
      { tag: "sea", count: 3 },
      { tag: "sand", count: 2 },
    ]);
  });
});
