import { createHash, randomUUID } from "node:crypto";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { recordAsset } from "@/lib/db/assets";
import { readAnatomy } from "@/lib/pictures/read-anatomy";
import { requireTry } from "@/lib/services/take-tries";
import type { TestUser } from "../support/database";
import { interceptFetch } from "../support/intercept-fetch";
import { bearer, pictureOf, putPicture, sendPicture, type SeenAsset } from "../support/library";
import { callRoute } from "../support/call-route";
import { chunk, isUpright, notedPicture, secret } from "../support/noted-pictures";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";
import { insertAssets } from "../database/library";

const routes = {
  many: await import("@/app/api/assets/route"),
  one: await import("@/app/api/assets/[id]/route"),
  file: await import("@/app/api/assets/[id]/file/route"),
};
const world = useWorld({ env: { MAX_LIBRARY_MB: "10", MAX_LIBRARY_IMAGES: "300" } });
afterEach(() => vi.restoreAllMocks());

let user: TestUser;
let number = 0;
beforeAll(async () => {
  user = await world.db.createUser();
});

const nextPicture = () => pictureOf(++number);
const rows = () => world.db.sql`select id, stored_at from assets order by id`;

const read = (id: string, as = user) =>
  callRoute(routes.one.GET, `/api/assets/${id}`, { headers: bearer(as), params: { id } });

async function listed(as = user): Promise<string[]> {
  const answer = await callRoute(routes.many.GET, "/api/assets", { headers: bearer(as) });
  return ((await answer.json()) as { items: SeenAsset[] }).items.map(({ id }) => id);
}

const fileOf = async (id: string) =>
  Buffer.from(
    await (await callRoute(routes.file.GET, "/f", { headers: bearer(user), params: { id } })).arrayBuffer(),
  );

test("an image is answered with the documented fields and no others, alone and in the list", async () => {
  const bytes = await nextPicture();
  const answer = await sendPicture(user, bytes, { name: "beach.png" });
  expect(answer.status).toBe(201);
  const asset = (await answer.json()) as SeenAsset;
  expect(answer.headers.get("location")).toBe(`/api/assets/${asset.id}`);
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(asset).toStrictEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: "beach.png",
    contentType: "image/png",
    bytes: bytes.length,
    width: 40,
    height: 30,
    tags: [],
    caption: null,
    autoTagStatus: null,
    autoTagError: null,
    openaiBatchId: null,
    createdAt: moment,
    updatedAt: moment,
  });
  expect(await (await read(asset.id)).json()).toStrictEqual(asset);
  const list = await callRoute(routes.many.GET, "/api/assets", { headers: bearer(user) });
  expect(list.headers.get("cache-control")).toBe("private, no-store");
  expect(await list.json()).toStrictEqual({ items: [asset], nextCursor: null });
});

describe("the same picture again", () => {
  test("is the same image with 200, under whatever name, and another user's is their own", async () => {
    const bytes = await nextPicture();
    const first = await putPicture(user, bytes);
    const again = await sendPicture(user, bytes, { name: "other.png" });
    expect([again.status, await again.json()]).toEqual([200, first]);
    const stranger = await world.db.createUser();
    const theirs = await sendPicture(stranger, bytes);
    expect(theirs.status).toBe(201);
    expect(await theirs.json()).not.toMatchObject({ id: first.id });
  });

  test("is known by what it was before a browser made it ready, and by nobody else's word", async () => {
    const [bytes, others] = [await nextPicture(), await nextPicture()];
    const original = createHash("sha256").update(randomUUID()).digest("hex");
    const headers = { "x-original-sha256": original };
    const first = (await (await sendPicture(user, bytes, { headers })).json()) as SeenAsset;
    const again = await sendPicture(user, others, {
      headers: { "x-original-sha256": original.toUpperCase() },
    });
    expect([again.status, await again.json()]).toEqual([200, first]);
    const stranger = await world.db.createUser();
    expect((await sendPicture(stranger, others, { headers })).status).toBe(201);
    for (const odd of ["", "x".repeat(64), original.slice(1)]) {
      const refused = await sendPicture(user, others, { headers: { "x-original-sha256": odd } });
      expect(await problem(refused)).toMatchObject({ status: 400, code: "invalid_sha256" });
    }
  });

  test("is one image too when it comes four times at once, and its files are there", async () => {
    const bytes = await nextPicture();
    const answers = await Promise.all(Array.from({ length: 4 }, () => sendPicture(user, bytes)));
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as SeenAsset).id));
    expect(new Set(ids).size).toBe(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 201]);
    expect(await fileOf(String(ids[0]))).toEqual(bytes);
  });
});

const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#888", noise } })
  .jpeg()
  .toBuffer();

const small = () => sharp(photo).resize(16, 12);

/** A picture of 256 million pixels, packed into less than a megabyte. */
function bomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(16_000, 0);
  header.writeUInt32BE(16_000, 4);
  header.set([1, 0], 8);
  const pixels = deflateSync(Buffer.alloc(2_001 * 16_000));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", "")]);
}

/** A file with the brand of HEIC, of bytes that our own decoder would read. */
async function heicOf(brand: string): Promise<Buffer> {
  const bytes = await small().avif({ effort: 0 }).toBuffer();
  bytes.write(brand, 8, "latin1");
  return bytes;
}

test.each<[string, () => Buffer | Promise<Buffer>, number, string]>([
  ["no bytes", () => Buffer.alloc(0), 400, "empty_file"],
  ["text", () => Buffer.from("hello, I am no picture"), 400, "unsupported_type"],
  [
    "an SVG",
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    400,
    "unsupported_type",
  ],
  ["a GIF", () => small().gif().toBuffer(), 400, "unsupported_type"],
  ["an AVIF", () => small().avif({ effort: 0 }).toBuffer(), 400, "unsupported_type"],
  ["a TIFF", () => small().tiff().toBuffer(), 400, "unsupported_type"],
  ["HEIC with AV1 inside", () => heicOf("heic"), 400, "heic_picture"],
  ["HEIF", () => heicOf("mif1"), 400, "heic_picture"],
  ["a JPEG that breaks off", () => photo.subarray(0, photo.length - 500), 400, "damaged_picture"],
  ["a PNG of 256 million pixels", bomb, 400, "too_many_pixels"],
  ["more than 10 MB", () => Buffer.alloc(10 * 1024 * 1024 + 1), 413, "body_too_large"],
])("of %s nothing is kept, and a sentence says why", async (_name, bytes, status, code) => {
  const before = await rows();
  const refused = await problem(await sendPicture(user, await bytes()));
  expect(refused).toMatchObject({ status, code, detail: expect.stringMatching(/^[A-Z].+\.$/) });
  expect(await rows()).toEqual(before);
});

test("a form without a file, or that is none, is refused", async () => {
  for (const body of [new FormData(), "x"]) {
    const init = { method: "POST", headers: bearer(user), body };
    const refused = await callRoute(routes.many.POST, "/api/assets", init);
    expect(await problem(refused)).toMatchObject({ status: 400, code: "missing_file" });
  }
});

test.each([
  ["../../etc/beach.png", "beach.png"],
  ["a\u0007b\u202ec.png", "a b c.png"],
  [`${"é".repeat(300)}.png`, expect.stringMatching(/^é{234}…é{16}\.png$/)],
])("a picture that came as %j is called %j", async (given, name) => {
  const asset = await putPicture(user, await nextPicture(), given);
  expect(asset.name).toEqual(name);
  const file = await callRoute(routes.file.GET, "/f", { headers: bearer(user), params: { id: asset.id } });
  expect(file.status).toBe(200);
});

test("a program's picture is kept upright and without its notes, and its measures are those", async () => {
  const asset = await putPicture(user, notedPicture("image/jpeg", 6, 3), "phone.jpg");
  expect(asset).toMatchObject({ width: 192, height: 144, contentType: "image/jpeg" });
  const kept = await fileOf(asset.id);
  expect(kept.length).toBe(asset["bytes"]);
  expect(readAnatomy(kept)).toMatchObject({ hasNotes: false, orientation: 1 });
  expect(kept.includes(secret)).toBe(false);
  expect(await isUpright(kept)).toBe(true);
});

test.each<[string, () => Buffer | Promise<Buffer>]>([
  ["one of print", () => sharp(photo).toColourspace("cmyk").jpeg().toBuffer()],
  ["a transparent one", () => sharp(photo).ensureAlpha(0.2).png().toBuffer()],
  ["one pixel", () => sharp(photo).resize(1, 1).png().toBuffer()],
  ["a thin one", () => sharp(photo).resize(10_000, 10, { fit: "fill" }).webp().toBuffer()],
])("%s is taken", async (_name, bytes) => {
  expect((await sendPicture(user, await bytes())).status).toBe(201);
});

describe("between the record and its files", () => {
  test("a process that is killed leaves nothing that is seen, and the same picture again heals it", async () => {
    const [bytes, before] = [await nextPicture(), await listed()];
    const killed = await recordAsset({
      userId: user.id,
      name: "beach.png",
      contentType: "image/png",
      bytes: bytes.length,
      width: 40,
      height: 30,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      extension: "png",
      pictureBytes: 300,
      mostBytes: 10_000_000,
      mostImages: 300,
    });
    const id = killed.outcome === "recorded" ? killed.asset.id : "";
    expect(await listed()).toEqual(before);
    expect((await read(id)).status).toBe(404);
    const again = await sendPicture(user, bytes);
    expect([again.status, await again.json()]).toEqual([201, expect.objectContaining({ id })]);
    expect(await listed()).toEqual([id, ...before]);
    expect(await fileOf(id)).toEqual(bytes);
  });

  test("an image that another process has given up meanwhile is 503, and there when it comes again", async () => {
    const bytes = await nextPicture();
    interceptFetch(async (call, send) => {
      if (call.url.includes("/rpc/asset_stored"))
        await world.db.sql`delete from assets where stored_at is null`;
      return send();
    });
    expect(await problem(await sendPicture(user, bytes))).toMatchObject({ status: 503, code: "unavailable" });
    vi.restoreAllMocks();
    const again = await sendPicture(user, bytes);
    expect(again.status).toBe(201);
    expect(await fileOf(((await again.json()) as SeenAsset).id)).toEqual(bytes);
  });

  test.each<[string, string, () => Promise<Response>, number, string]>([
    ["away", "original", async () => new Response("no", { status: 502 }), 503, "unavailable"],
    ["away", "thumbnail", () => Promise.reject(new TypeError("fetch failed")), 503, "unavailable"],
    [
      "full",
      "picture",
      async () => Response.json({ message: "ENOSPC: no space left on device" }, { status: 500 }),
      507,
      "storage_full",
    ],
  ])("storage that is %s for its %s leaves nothing, and the answer says so", async (...row) => {
    const [, file, answer, status, code] = row;
    const [bytes, before] = [await nextPicture(), await rows()];
    interceptFetch((call, send) =>
      call.url.includes("/storage/v1/object/assets/") && call.url.includes(`/${file}.`) ? answer() : send(),
    );
    const refused = await sendPicture(user, bytes);
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(await problem(refused)).toMatchObject({ status, code });
    expect(await rows()).toEqual(before);
    vi.restoreAllMocks();
    expect((await sendPicture(user, bytes)).status).toBe(201);
  });
});

test("a library that is full takes nothing more, and what it has again is no more", async () => {
  const owner = await world.db.createUser();
  const bytes = await nextPicture();
  const { id } = await putPicture(owner, bytes);
  await world.db.sql`update assets set bytes = ${10 * 1024 * 1024} where id = ${id}`;
  const refused = await problem(await sendPicture(owner, await nextPicture()));
  expect(refused).toMatchObject({
    status: 409,
    code: "library_full",
    detail: expect.stringContaining("10 MB"),
  });
  expect((await sendPicture(owner, bytes)).status).toBe(200);
  expect(await listed(owner)).toEqual([id]);
});

test("a library of as many images as it may have is full, however small they are, and says so", async () => {
  const owner = await world.db.createUser();
  await insertAssets(world.db.sql, owner.id, 299, { bytes: 1 });
  const bytes = await nextPicture();
  expect((await sendPicture(owner, bytes)).status).toBe(201);
  const refused = await problem(await sendPicture(owner, await nextPicture()));
  expect(refused).toMatchObject({
    status: 409,
    code: "library_full",
    detail: expect.stringContaining("300 images"),
  });
  expect((await sendPicture(owner, bytes)).status).toBe(200);
});

test("of many that one user sends at the same moment ten are read, and the others are to come again", async () => {
  const pictures = await Promise.all(Array.from({ length: 14 }, nextPicture));
  const owner = await world.db.createUser();
  const answers = await Promise.all(pictures.map((bytes) => sendPicture(owner, bytes)));
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(4);
  for (const each of refused) {
    expect(each.headers.get("retry-after")).toBe("2");
    expect(await problem(each)).toMatchObject({ status: 429, code: "too_many_at_once" });
  }
  expect(await listed(owner)).toHaveLength(10);
});

test("who sends too many is told how long to wait, before the picture is read", async () => {
  const owner = await world.db.createUser();
  await world.db.sql`delete from rate_limits`;
  await requireTry("asset", { user: owner.id, address: null });
  await world.db.sql`update rate_limits set whole_at = now() + interval '1 hour'`;
  let isRead = false;
  const pull = (controller: ReadableStreamDefaultController) => {
    isRead = true;
    controller.close();
  };
  const body = new ReadableStream({ pull }, { highWaterMark: 0 });
  const init = { method: "POST", headers: bearer(owner), body, duplex: "half" } as const;
  const refused = await callRoute(routes.many.POST, "/api/assets", init);
  expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await problem(refused)).toMatchObject({
    status: 429,
    code: "too_many_requests",
    detail: expect.stringMatching(/^Too many images in a short time\./),
  });
  expect(isRead).toBe(false);
  expect((await sendPicture(await world.db.createUser(), await nextPicture())).status).toBe(201);
});

test("a picture that is meant for somebody's library goes into no other, whoever is signed in by now", async () => {
  const other = await world.db.createUser();
  const before = await rows();
  const answer = await sendPicture(user, await nextPicture(), { headers: { "x-library-owner": other.id } });
  expect(answer.status).toBe(409);
  expect(await problem(answer)).toMatchObject({ code: "other_owner" });
  expect(await rows()).toEqual(before);
  const meant = await sendPicture(user, await nextPicture(), { headers: { "x-library-owner": user.id } });
  expect(meant.status).toBe(201);
});
