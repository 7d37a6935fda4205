import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { emptyFolder, loadFile, storeFile } from "@/lib/db/storage";
import { removeFiles } from "@/lib/db/leftover-files";
import { smallPath, smallSides } from "@/lib/jobs/small-picture";
import { pictureTypeOf } from "@/lib/pictures/read-anatomy";
import { storeUpload } from "@/lib/services/store-upload";
import { interceptFetch } from "../support/intercept-fetch";
import { problem } from "../support/problem";
import { bytesOf, forGood, photo, untilAsked, useKeptPictures, writes } from "./kept-pictures";

const { world, of, result, ask } = useKeptPictures();

/** What lies there in storage. */
const bytesIn = async (path: string) =>
  Buffer.from((await (await loadFile("artifacts", path))?.arrayBuffer()) ?? new ArrayBuffer());
const sizeOf = async (answer: Response) => {
  const { format, width, height } = await sharp(await bytesOf(answer)).metadata();
  return { format, width, height };
};

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
  const foreign = await ask(`${address}&w=256`, { as: of.stranger });
  const missing = await ask(`/api/jobs/${randomUUID()}/artifacts/picture-01.png?w=256`);
  expect([foreign.status, await foreign.text()]).toEqual([404, await missing.text()]);
  expect(await problem(await ask(`${address}&w=5000`))).toMatchObject({ status: 400, code: "invalid_size" });
  const strange = await ask(`/api/jobs/${of.jobId}/strip?shape=portrait&of=${version}`, { as: of.stranger });
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

test("what is neither picture nor film is given as it is, and nothing is tried", async () => {
  const { address } = await result("voice.mp3", Buffer.alloc(900, 1), "audio/mpeg");
  const seen = writes();
  expect((await ask(`${address}&w=256`)).headers.get("content-type")).toBe("audio/mpeg");
  expect(seen).toEqual([]);
});

test("an upload is made small too, and kept by the browser: its path is its version", async () => {
  const { path } = await storeUpload(of.owner, photo);
  const answer = await ask(`/api/uploads/${path}?w=256`);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, forGood]);
  expect(await sizeOf(answer)).toEqual({ format: "webp", width: 192, height: 256 });
  expect((await ask(`/api/uploads/${path}?w=256`, { as: of.stranger })).status).toBe(404);
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
  const emptied = emptyFolder("artifacts", path.replace(/[^/]+$/, ""), new Date(Date.now() + 60_000));
  await listed.promise;
  expect(await sizeOf(await ask(`${address}&w=256`))).toMatchObject({ format: "webp" });
  expect(await filesBeside(path)).toHaveLength(3);
  drawn.resolve();
  expect(await emptied).toBe(true);
  expect(await filesBeside(path)).toEqual([]);
});

/** A picture and its small ones, as far as they are in storage. */
async function filesBeside(path: string): Promise<string[]> {
  const rows = await world.db.sql<Array<{ name: string }>>`
    select name from storage.objects where bucket_id = 'artifacts' and starts_with(name, ${path})`;
  return rows.map(({ name }) => name);
}
