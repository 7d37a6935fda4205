import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bench } from "../test-bench";

const VIDEOS = "/openai/v1/videos";
const body = (fields: Record<string, unknown> = {}) => ({
  prompt: "a lighthouse at dusk",
  model: "sora-2",
  seconds: "4",
  ...fields,
});

async function withVideo(options: Parameters<typeof bench>[0] = {}, fields: Record<string, unknown> = {}) {
  const b = bench(options);
  const { id } = await b.json("POST", VIDEOS, body(fields));
  return {
    ...b,
    id,
    path: `${VIDEOS}/${id}`,
    video: async (on = b.sandbox) => b.json("GET", `${VIDEOS}/${id}`, undefined, on),
  };
}

test("a video is queued, then in progress with rising progress, then completed, with times to match", async () => {
  const v = await withVideo();
  expect(await v.video()).toMatchObject({
    object: "video",
    status: "queued",
    progress: 0,
    seconds: "4",
    size: "720x1280",
    expires_at: null,
  });
  const seen: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    v.pass(6);
    const video = await v.video();
    expect(video.status).toBe("in_progress");
    seen.push(Number(video["progress"]));
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(new Set(seen).size).toBe(4);
  v.pass(8);
  const done = await v.video();
  expect(done).toMatchObject({ status: "completed", progress: 100, error: null });
  expect(Number(done["expires_at"]) - Number(done["completed_at"])).toBe(3_600);
});

test("speed makes it as much faster", async () => {
  const v = await withVideo({ speed: 10 });
  v.pass(3.3);
  expect((await v.video()).status).toBe("completed");
});

test.each([
  [{ prompt: undefined }, "prompt", "missing_required_parameter"],
  [{ model: "sora-3" }, "model", "invalid_value"],
  [{ seconds: "5" }, "seconds", "invalid_value"],
  [{ seconds: 4 }, "seconds", "invalid_value"],
  [{ size: "100x100" }, "size", "invalid_value"],
  [{ size: "1792x1024" }, "size", "invalid_value"],
  [{ prompt: "a [[forbidden]] thing" }, "prompt", "moderation_blocked"],
])("%o is refused, and nothing is made", async (fields, param, code) => {
  const b = bench();
  const response = await b.request("POST", VIDEOS, body(fields));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { message: expect.any(String), type: "invalid_request_error", param, code },
  });
  expect(await b.json("GET", VIDEOS)).toMatchObject({ data: [] });
});

test("an unknown video is 404 in OpenAI's words, and without a key nothing is shown", async () => {
  const b = bench();
  const unknown = await b.request("GET", `${VIDEOS}/video_1`);
  expect([unknown.status, await unknown.json()]).toMatchObject([
    404,
    { error: { type: "invalid_request_error" } },
  ]);
  expect((await b.request("GET", VIDEOS, undefined, b.sandbox, { authorization: "" })).status).toBe(401);
});

test("a form may bring the picture that the film starts from, and another picture makes another film", async () => {
  const b = bench();
  const film = async (color: string) => {
    const { createCanvas } = await import("@napi-rs/canvas");
    const canvas = createCanvas(64, 36);
    const pen = canvas.getContext("2d");
    pen.fillStyle = color;
    pen.fillRect(0, 0, 64, 36);
    const form = new FormData();
    for (const [key, value] of Object.entries(body({ size: "1280x720" }))) form.set(key, value);
    form.set(
      "input_reference",
      new Blob([new Uint8Array(canvas.toBuffer("image/png"))], { type: "image/png" }),
      "a.png",
    );
    const { id, status } = await b.json("POST", VIDEOS, form);
    expect(status).toBe("queued");
    b.pass(40);
    return Buffer.from(
      await (await b.request("GET", `${VIDEOS}/${id}/content?variant=thumbnail`)).arrayBuffer(),
    );
  };
  const [red, blue] = [await film("red"), await film("blue")];
  expect(red.subarray(8, 12).toString()).toBe("WEBP");
  expect(red.equals(blue)).toBe(false);
});

test("lists are newest first, and pages follow one another without a gap", async () => {
  const b = bench();
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    ids.unshift((await b.json("POST", VIDEOS, body())).id);
    b.pass(1);
  }
  const first = await b.json("GET", `${VIDEOS}?limit=2`);
  expect(first).toMatchObject({
    object: "list",
    data: [{ id: ids[0] }, { id: ids[1] }],
    first_id: ids[0],
    last_id: ids[1],
    has_more: true,
  });
  const second = await b.json("GET", `${VIDEOS}?limit=3&after=${ids[1]}`);
  expect(second).toMatchObject({ data: ids.slice(2).map((id) => ({ id })), has_more: false });
  expect(await b.json("GET", `${VIDEOS}?limit=1&order=asc`)).toMatchObject({ data: [{ id: ids[4] }] });
});

test("a deleted video is gone, also after a restart; the others go on", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const v = await withVideo({ dataFile });
  const gone = await v.json("POST", VIDEOS, body());
  expect(await v.json("DELETE", `${VIDEOS}/${gone.id}`)).toMatchObject({
    id: gone.id,
    object: "video.deleted",
    deleted: true,
  });
  v.pass(40);
  const second = v.open();
  expect((await v.request("GET", `${VIDEOS}/${gone.id}`, undefined, second)).status).toBe(404);
  expect((await v.video(second)).status).toBe("completed");
});

test.each([
  ["failed", "server_error", "server had an error"],
  ["moderation@create-video", "moderation_blocked", "safety system <b>"],
])("work that meets %s is taken, and then fails as %s", async (faults, code, message) => {
  const v = await withVideo({ faults });
  expect((await v.video()).status).toBe("queued");
  v.pass(40);
  const error = { code, message: expect.stringContaining(message) };
  expect(await v.video()).toMatchObject({ status: "failed", error });
  expect((await v.request("GET", `${v.path}/content`)).status).toBe(404);
});

test.each([
  ["[[refused-once]]", "moderation_blocked"],
  ["[[failed-once]]", "server_error"],
])("of a prompt with %s the first video ends as it says, and the next gets its film", async (mark, code) => {
  const b = bench();
  const prompt = `a storm in a glass ${mark}`;
  const end = async (words: string) => {
    const { id } = await b.json("POST", VIDEOS, body({ prompt: words }));
    b.pass(120);
    return b.json("GET", `${VIDEOS}/${id}`);
  };
  expect(await end(prompt)).toMatchObject({ status: "failed", error: { code } });
  expect(await end(prompt)).toMatchObject({ status: "completed" });
  // Another prompt has a first work of its own.
  expect(await end(`${prompt}, again`)).toMatchObject({ status: "failed", error: { code } });
});

test("a counted fault strikes one route so many times, and a fault can be switched on and off", async () => {
  const v = await withVideo();
  v.sandbox.setFaults("404@get-video*2");
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await v.request("GET", v.path)).status);
  expect(statuses).toEqual([404, 404, 200]);
  v.sandbox.setFaults("429@get-video");
  const refused = await v.request("GET", v.path);
  expect(await refused.json()).toMatchObject({ error: { code: "rate_limit_exceeded" } });
  v.sandbox.setFaults("");
  expect((await v.request("GET", v.path)).status).toBe(200);
  expect(v.sandbox.journal.count("GET /openai/v1/videos/:id")).toBe(5);
});

test("504 and a dropped connection come after the video was made", async () => {
  const b = bench({ faults: "504-after-success@create-video" });
  expect((await b.request("POST", VIDEOS, body())).status).toBe(504);
  b.sandbox.setFaults("drop-after-success");
  expect((await b.request("POST", VIDEOS, body())).type).toBe("error");
  expect((await b.json("GET", VIDEOS))["data"]).toHaveLength(2);
});
