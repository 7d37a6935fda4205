import { createHash, randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { removeFiles } from "@/lib/db/leftover-files";
import { emptyFolder, loadFile, storeFile } from "@/lib/db/storage";
import { smallPath, smallSides } from "@/lib/jobs/small-picture";
import { stripPath } from "@/lib/jobs/strip";
import { pictureTypeOf } from "@/lib/pictures/read-anatomy";
import { storeUpload } from "@/lib/services/store-upload";
import { callRoute } from "../support/call-route";
import { interceptFetch } from "../support/intercept-fetch";
import { problem } from "../support/problem";
import { useWorld, type Person } from "../support/world";

const artifact = await import("@/app/api/jobs/[id]/artifacts/[name]/route");
const upload = await import("@/app/api/uploads/[...path]/route");
const strip = await import("@/app/api/jobs/[id]/strip/route");
const world = useWorld();

const forGood = "private, max-age=31536000, immutable, no-transform";
const untilAsked = "private, no-cache, no-transform";
let owner: Person;
let stranger: { accessToken: string };
let jobId: string;
let photo: Buffer;

beforeAll(async () => {
  const { user, job } = await world.newPhotoshoot();
  [owner, jobId] = [user, job.id];
  stranger = await world.db.createUser();
  photo = await colour(1_200, 1_600, "#c82020");
});
beforeEach(async () => {
  await world.db.sql`delete from artifacts where job_id = ${jobId}`;
});
afterEach(() => vi.restoreAllMocks());

const colour = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

/** A result that an earlier release kept: it lies there alone. Returns where, and its address. */
async function result(name: string, bytes: Buffer, contentType = "image/png") {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const path = `${owner.id}/${jobId}/${randomUUID()}/${name}`;
  const operation = randomUUID();
  await world.db.sql`insert into operations (id, job_id, user_id, attempt, step, slot, settles_at)
    values (${operation}, ${jobId}, ${owner.id}, 9, ${operation}, 0, now())`;
  await world.db
    .sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
    values (${jobId}, ${owner.id}, ${operation}, ${name}, ${contentType}, ${bytes.length}, ${sha256}, ${path}, '')`;
  await storeFile("artifacts", path, bytes, contentType);
  return {
    name,
    path,
    version: sha256.slice(0, 8),
    address: `/api/jobs/${jobId}/artifacts/${name}?v=${sha256.slice(0, 8)}`,
  };
}

interface Asked {
  as?: { accessToken: string };
  method?: string;
  headers?: Record<string, string>;
}

function ask(address: string, { as = owner, method = "GET", headers = {} }: Asked = {}): Promise<Response> {
  const init = { method, headers: { authorization: `Bearer ${as.accessToken}`, ...headers } };
  const [path = ""] = address.split("?");
  const parts = path.split("/").slice(3);
  if (path.startsWith("/api/uploads/"))
    return callRoute(upload.GET, address, { ...init, params: { path: parts } });
  const [id = "", room, name = ""] = parts;
  if (room === "strip") return callRoute(strip.GET, address, { ...init, params: { id } });
  return callRoute(artifact.GET, address, { ...init, params: { id, name } });
}

/** What lies there in storage. */
const bytesIn = async (path: string) =>
  Buffer.from((await (await loadFile("artifacts", path))?.arrayBuffer()) ?? new ArrayBuffer());
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const sizeOf = async (answer: Response) => {
  const { format, width, height } = await sharp(await bytesOf(answer)).metadata();
  return { format, width, height };
};

/** What is written to storage from here on. */
function writes(): string[] {
  const seen: string[] = [];
  interceptFetch(({ method, url }, send) => {
    if (method === "POST" && url.includes("/storage/v1/object/")) seen.push(url.split("/object/")[1] ?? "");
    return send();
  });
  return seen;
}

test.each([
  [256, 192, 256],
  [768, 576, 768],
])(
  "a result that an earlier release kept is made small on the first request: w=%i",
  async (w, width, height) => {
    const { address, path } = await result("picture-01.png", photo);
    const first = await ask(`${address}&w=${w}`);
    expect([first.status, first.headers.get("cache-control")]).toEqual([200, forGood]);
    expect(first.headers.get("content-type")).toBe("image/webp");
    expect(await sizeOf(first)).toEqual({ format: "webp", width, height });
    for (const side of smallSides) expect(await loadFile("artifacts", smallPath(path, side))).not.toBeNull();
    const seen = writes();
    expect(await sizeOf(await ask(`${address}&w=${w}`))).toEqual({ format: "webp", width, height });
    expect(seen).toEqual([]);
  },
);

test("twenty who ask at the same moment have it drawn once", async () => {
  const { address } = await result("picture-01.png", photo);
  const seen = writes();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(`${address}&w=256`)));
  expect(
    new Set(await Promise.all(answers.map(async (each) => (await bytesOf(each)).toString("base64")))).size,
  ).toBe(1);
  // That it is tried, and the two that are made.
  expect(seen).toHaveLength(3);
});

test("whoever asks for both sizes at once has them drawn of one original, and is given both", async () => {
  const { address, path } = await result("picture-01.png", photo);
  const seen = writes();
  const [small, large] = await Promise.all([ask(`${address}&w=256`), ask(`${address}&w=768`)]);
  expect([await sizeOf(small), await sizeOf(large)]).toMatchObject([{ width: 192 }, { width: 576 }]);
  expect(seen.filter((place) => place.endsWith("-768.webp"))).toHaveLength(1);
  expect(seen).toHaveLength(3);
  for (const side of smallSides)
    expect(pictureTypeOf(await bytesIn(smallPath(path, side)))).toBe("image/webp");
});

test("a small picture has a version of its own, HEAD says what GET does, and one that is known is not looked for in storage", async () => {
  const { address } = await result("picture-01.png", photo);
  const whole = await ask(`${address}&w=256`);
  const head = await ask(`${address}&w=256`, { method: "HEAD" });
  expect([head.status, head.body]).toEqual([200, null]);
  expect([...head.headers]).toEqual([...whole.headers]);
  const etag = String(whole.headers.get("etag"));
  expect(etag).not.toBe((await ask(address)).headers.get("etag"));
  const known = { headers: { "if-none-match": etag } };
  const unmade = await result("picture-02.png", photo);
  const seen = writes();
  expect((await ask(`${unmade.address}&w=256`, known)).status).toBe(304);
  expect(seen).toEqual([]);
});

test("under an address that does not name its version, a small picture is asked about each time", async () => {
  const { address } = await result("picture-01.png", photo);
  for (const other of [address.replace(/\?.*/, "?w=256"), address.replace(/v=\w+/, "v=00000000&w=256")])
    expect((await ask(other)).headers.get("cache-control")).toBe(untilAsked);
});

test("nobody else sees it, and another size is refused", async () => {
  const { address, version } = await result("picture-01.png", photo);
  const foreign = await ask(`${address}&w=256`, { as: stranger });
  const missing = await ask(`/api/jobs/${randomUUID()}/artifacts/picture-01.png?w=256`);
  expect([foreign.status, await foreign.text()]).toEqual([404, await missing.text()]);
  expect(await problem(await ask(`${address}&w=5000`))).toMatchObject({ status: 400, code: "invalid_size" });
  const strange = await ask(`/api/jobs/${jobId}/strip?shape=portrait&of=${version}`, { as: stranger });
  expect(strange.status).toBe(404);
});

test("what cannot be made small is tried three times, and shown as it is", async () => {
  const broken = Buffer.concat([photo.subarray(0, 60), Buffer.alloc(500, 7)]);
  const { address, path } = await result("picture-01.png", broken);
  const seen = writes();
  for (let asked = 1; asked <= 5; asked += 1) {
    const answer = await ask(`${address}&w=256`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(answer.headers.get("cache-control")).toBe(untilAsked);
    expect((await bytesOf(answer)).equals(broken)).toBe(true);
    expect(seen).toEqual(
      Array.from({ length: Math.min(3, asked) }, () => `artifacts/${smallPath(path, 256)}`),
    );
  }
  // A day later it is tried again.
  const note = { tries: 3, at: Date.now() - 25 * 60 * 60_000 };
  await storeFile("artifacts", smallPath(path, 256), Buffer.from(JSON.stringify(note)), "application/json");
  seen.length = 0;
  await ask(`${address}&w=768`);
  expect(seen).toHaveLength(1);
});

test("a picture is drawn once storage takes it, however often it did not", async () => {
  const { address } = await result("picture-01.png", photo);
  interceptFetch(({ method, url }, send) =>
    method === "POST" && url.endsWith("-768.webp") ? Promise.reject(new TypeError("fetch failed")) : send(),
  );
  for (let asked = 1; asked <= 5; asked += 1)
    expect((await ask(`${address}&w=768`)).headers.get("content-type")).toBe("image/png");
  vi.restoreAllMocks();
  expect(await sizeOf(await ask(`${address}&w=768`))).toMatchObject({ format: "webp", width: 576 });
});

test("a film is shown as it is, and nothing is tried", async () => {
  const { address } = await result("video.mp4", Buffer.alloc(900, 1), "video/mp4");
  const seen = writes();
  expect((await ask(`${address}&w=256`)).headers.get("content-type")).toBe("video/mp4");
  expect(seen).toEqual([]);
});

test("an upload is made small too, and kept by the browser: its path is its version", async () => {
  const { path } = await storeUpload(owner, photo);
  const answer = await ask(`/api/uploads/${path}?w=256`);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, forGood]);
  expect(await sizeOf(answer)).toEqual({ format: "webp", width: 192, height: 256 });
  expect((await ask(`/api/uploads/${path}?w=256`, { as: stranger })).status).toBe(404);
});

test("small pictures leave storage with the file that they are of", async () => {
  const { address, path } = await result("picture-01.png", photo);
  await ask(`${address}&w=256`);
  await removeFiles("artifacts", [path]);
  for (const place of [path, ...smallSides.map((side) => smallPath(path, side))])
    expect(await loadFile("artifacts", place)).toBeNull();
});

test.each([
  ["that can be drawn", () => photo],
  ["that cannot", () => Buffer.from("no picture at all")],
])("a picture %s and is removed while it is made small leaves nothing behind", async (_name, bytes) => {
  const { address, path } = await result("picture-01.png", bytes());
  let removed: Promise<void> | undefined;
  interceptFetch(async ({ method, url }, send) => {
    const answer = await send();
    // The first is the note that it is tried.
    if (method === "POST" && url.endsWith("-256.webp")) await (removed ??= removeFiles("artifacts", [path]));
    return answer;
  });
  await ask(`${address}&w=256`);
  vi.restoreAllMocks();
  expect(await filesBeside(path)).toEqual([]);
});

test("a folder that is emptied while somebody has a picture in it made small is empty in the end", async () => {
  const { address, path } = await result("picture-01.png", photo);
  const [listed, drawn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  interceptFetch(async ({ method, url }, send) => {
    if (method === "DELETE" && url.includes("/storage/")) {
      // What is to be removed has been listed: the original alone. Its small ones come now, and it is still there.
      listed.resolve();
      await drawn.promise;
    }
    return send();
  });
  const emptied = emptyFolder("artifacts", path.replace(/[^/]+$/, ""));
  await listed.promise;
  expect(await sizeOf(await ask(`${address}&w=256`))).toMatchObject({ format: "webp" });
  expect(await filesBeside(path)).toHaveLength(3);
  drawn.resolve();
  await emptied;
  expect(await filesBeside(path)).toEqual([]);
});

/** A picture and its small ones, as far as they are in storage. */
async function filesBeside(path: string): Promise<string[]> {
  const rows = await world.db.sql<Array<{ name: string }>>`
    select name from storage.objects where bucket_id = 'artifacts' and starts_with(name, ${path})`;
  return rows.map(({ name }) => name);
}

const middleOf = async (bytes: Buffer, cell: number) => {
  const { data, info } = await sharp(bytes)
    .flatten({ background: "white" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + cell * 96 + 48) * info.channels;
  return [...data.subarray(at, at + 3)].map((value) => Math.round(value / 64));
};

test("a strip has a job's pictures side by side in the order that was asked for, with an upload among them", async () => {
  const red = await result("picture-01.png", photo);
  const green = await result("picture-02.png", await colour(900, 600, "#00ff00"));
  const blue = await storeUpload(owner, await colour(400, 400, "#0000ff"));
  const address =
    stripPath(jobId, "portrait", [green.address, `/api/uploads/${blue.path}`, red.address]) ?? "";
  const answer = await ask(address);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, forGood]);
  const bytes = await bytesOf(answer);
  expect(answer.headers.get("content-length")).toBe(String(bytes.length));
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 288, height: 128 });
  expect(await Promise.all([0, 1, 2].map((cell) => middleOf(bytes, cell)))).toEqual([
    [0, 4, 0],
    [0, 0, 4],
    [3, 1, 1],
  ]);
});

test("a strip is not drawn for HEAD, nor for one who has it", async () => {
  const { address } = await result("picture-01.png", photo);
  const path = stripPath(jobId, "portrait", [address]) ?? "";
  const seen = writes();
  const head = await ask(path, { method: "HEAD" });
  const known = await ask(path, { headers: { "if-none-match": String(head.headers.get("etag")) } });
  expect([head.status, head.body, known.status]).toEqual([200, null, 304]);
  expect(seen).toEqual([]);
});

test("where one of a strip's pictures cannot be made small its place is clear, and the strip is asked about each time", async () => {
  const good = await result("picture-01.png", photo);
  const bad = await result("picture-02.png", Buffer.from("no picture at all"));
  const answer = await ask(stripPath(jobId, "portrait", [bad.address, good.address]) ?? "");
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, untilAsked]);
  const bytes = await bytesOf(answer);
  expect([await middleOf(bytes, 0), await middleOf(bytes, 1)]).toEqual([
    [4, 4, 4],
    [3, 1, 1],
  ]);
});

test("a strip with a hole is asked for anew until it is whole: it has no version by which it could be kept", async () => {
  const green = await colour(900, 600, "#00ff00");
  const [one, late] = [await result("picture-01.png", photo), await result("picture-02.png", green)];
  const address = stripPath(jobId, "portrait", [one.address, late.address]) ?? "";
  await world.db.sql`delete from storage.objects where name = ${late.path}`;
  const holed = await ask(address);
  expect([holed.status, holed.headers.get("etag"), holed.headers.get("cache-control")]).toEqual([
    200,
    null,
    untilAsked,
  ]);
  await storeFile("artifacts", late.path, green, "image/png");
  const whole = await ask(address);
  expect(whole.headers.get("cache-control")).toBe(forGood);
  expect(whole.headers.get("etag")).not.toBeNull();
  expect((await bytesOf(whole)).equals(await bytesOf(holed))).toBe(false);
});

test("a job without a result shows its uploads as a strip, to its owner alone", async () => {
  const { path } = await storeUpload(owner, photo);
  const address = stripPath(jobId, "portrait", [`/api/uploads/${path}`]) ?? "";
  expect((await ask(address)).status).toBe(200);
  expect((await ask(address.replace(jobId, randomUUID()))).status).toBe(404);
  expect((await ask(address, { as: stranger })).status).toBe(404);
});

test("of a strip nothing is shown that is not this user's: another job's result, somebody's upload, or nine pictures", async () => {
  const { version } = await result("picture-01.png", photo);
  const other = await world.newPhotoshoot();
  const of = (cells: string, id = jobId) => ask(`/api/jobs/${id}/strip?shape=portrait&of=${cells}`);
  expect((await of(`${version},00000000`)).status).toBe(404);
  expect((await of(version, other.job.id)).status).toBe(404);
  expect((await of(`${version},${other.user.images[0]?.split("/")[1]}`)).status).toBe(404);
  for (const senseless of ["", "../x", Array.from({ length: 9 }, () => version).join(",")])
    expect(await problem(await of(senseless))).toMatchObject({ status: 400, code: "invalid_strip" });
  expect((await ask(`/api/jobs/${jobId}/strip?shape=round&of=${version}`)).status).toBe(400);
});
