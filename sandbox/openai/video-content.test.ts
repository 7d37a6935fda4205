import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { expect, test } from "vitest";
import { bench } from "../test-bench";

const VIDEOS = "/openai/v1/videos";

async function finished(options: Parameters<typeof bench>[0] = {}) {
  const b = bench(options);
  const { id } = await b.json("POST", VIDEOS, { prompt: "waves", seconds: "4", size: "1280x720" });
  b.pass(40);
  const path = `${VIDEOS}/${id}/content`;
  const get = async (headers: Record<string, string> = {}, on = b.sandbox) =>
    b.request("GET", path, undefined, on, headers);
  const bytes = async (headers: Record<string, string> = {}, on = b.sandbox) =>
    Buffer.from(await (await get(headers, on)).arrayBuffer());
  return { ...b, path, get, bytes };
}

test("the film is H.264 in MP4, as long and in the shape that was asked for", async () => {
  const v = await finished();
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(await v.bytes()) });
  const track = await input.getPrimaryVideoTrack();
  expect(await input.computeDuration()).toBeCloseTo(4, 1);
  expect(await track?.getCodec()).toBe("avc");
  expect([await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual([640, 360]);
});

test("two downloads are the same bytes, also across a restart and from another sandbox of the same seed", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const v = await finished({ dataFile });
  const first = await v.bytes();
  expect((await v.bytes()).equals(first)).toBe(true);
  expect((await v.bytes({}, v.open())).equals(first)).toBe(true);
  expect((await (await finished()).bytes()).equals(first)).toBe(true);
});

test("a range is answered in part, one outside is refused, and parts make the whole", async () => {
  const v = await finished();
  const whole = await v.get();
  const size = Number(whole.headers.get("content-length"));
  expect([whole.status, whole.headers.get("accept-ranges"), whole.headers.get("content-type")]).toEqual([
    200,
    "bytes",
    "video/mp4",
  ]);
  expect(whole.headers.get("etag")).toMatch(/^"[0-9a-f]{32}"$/);
  const part = await v.get({ range: "bytes=100-199" });
  expect([part.status, part.headers.get("content-range"), part.headers.get("content-length")]).toEqual([
    206,
    `bytes 100-199/${size}`,
    "100",
  ]);
  const parts = [await v.bytes({ range: "bytes=0-999" }), await v.bytes({ range: "bytes=1000-" })];
  expect(Buffer.concat(parts).equals(Buffer.from(await whole.arrayBuffer()))).toBe(true);
  expect((await v.bytes({ range: "bytes=-10" })).byteLength).toBe(10);
  expect((await v.get({ range: `bytes=${size}-` })).status).toBe(416);
  expect((await v.get({ range: "bytes=0-9", "if-range": '"another"' })).status).toBe(200);
});

test("content is there from completion until it expires, unless its link dies early", async () => {
  const b = bench();
  const { id } = await b.json("POST", VIDEOS, { prompt: "waves" });
  const status = async () => (await b.request("GET", `${VIDEOS}/${id}/content?variant=thumbnail`)).status;
  expect(await status()).toBe(404);
  b.pass(40);
  expect(await status()).toBe(200);
  b.sandbox.setFaults("expired-links@video-content*1");
  expect([await status(), await status()]).toEqual([404, 200]);
  b.pass(3_600);
  expect(await status()).toBe(404);
});

test("a cut download breaks off in the middle", async () => {
  const v = await finished({ faults: "cut-download@video-content*1" });
  await expect(v.bytes()).rejects.toThrow("cut the connection");
  expect((await v.get()).status).toBe(200);
});

test("a film of the size asked for still plays, and its parts make the whole", async () => {
  const v = await finished({ filmMb: 3 });
  const whole = await v.get();
  expect(whole.headers.get("content-length")).toBe("3000000");
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(bytes.byteLength).toBe(3_000_000);
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  expect(await input.computeDuration()).toBeCloseTo(4, 1);
  const small = (await (await finished()).bytes()).byteLength;
  // Across the end of the film and the head of what fills it up, and across pieces of that.
  const cuts = [0, small - 5, small + 3, small + 1_048_600, 3_000_000];
  const parts = await Promise.all(
    cuts.slice(1).map((end, n) => v.bytes({ range: `bytes=${cuts[n]}-${end - 1}` })),
  );
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  expect((await v.get({ range: "bytes=3000000-" })).status).toBe(416);
});

test("films that are larger already stay as they are", async () => {
  expect((await (await finished({ filmMb: 0.001 })).bytes()).equals(await (await finished()).bytes())).toBe(
    true,
  );
});
