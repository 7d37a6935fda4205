import { beforeAll, describe, expect, test } from "vitest";
import { renderFilm } from "@/sandbox/films/film";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { getJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { answering, json, type Script } from "../support/answering";
import { carryOn } from "../support/carry-on";
import { videoAtOpenAi } from "../support/cases";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const gateway = "https://gateway.test/v1";
const world = useWorld({
  env: { OPENAI_VIDEO_BASE_URL: gateway, OPENAI_VIDEO_API_KEY: "sk-gateway", OPENAI_VIDEO_MODELS: "sora-2" },
});
keepLedgersSound(world);

let film: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const size = { width: 128, height: 72 };
  film = new Uint8Array(await renderFilm({ prompt: "A fox", seconds: 1, size, take: "one" }));
});

const creates = /^POST .*\/videos$/;
const polls = /^GET .*\/videos\/video_1$/;
const contents = /^GET .*\/videos\/video_1\/content$/;
const queued = {
  id: "video_1",
  object: "video",
  created_at: 1_795_567_000,
  model: "sora-2",
  seconds: "4",
  size: "720x1280",
  status: "queued",
  progress: 0,
};
const theFilm = () => new Response(film, { headers: { "content-type": "video/mp4" } });
const cdn: Script[number] = [/^GET https:\/\/cdn\.example\//, theFilm];

/** A job at a gateway that answers so; how it ended, and how often it was asked for. */
async function endOf(script: Script) {
  const calls = answering(script);
  await world.db.sql`update operations set provider_ref = id::text where provider_ref is not null`;
  const { job } = await world.newJob(videoAtOpenAi);
  await checkJob(job.id, "step");
  const status = await carryOn(world, job.id);
  const row = await world.read(job.id);
  return { status, error: row["error"], creates: calls.count(creates), calls, id: job.id };
}

const polled = (body: object, status = 200): Script => [
  [creates, () => json(queued)],
  [polls, () => json(body, status)],
  [contents, theFilm],
  cdn,
];

describe("a video that a gateway let fail", () => {
  test.each<[string, object, string]>([
    [
      "as text",
      { error: "Generated video rejected by content moderation." },
      "rejected by content moderation",
    ],
    ["with a number as code", { error: { code: 400, message: "This is sensitive content." } }, "sensitive"],
    ["under another name", { fail_reason: "It violates the safety policy." }, "safety policy"],
    ["in a list", { errors: [{ detail: "Blocked by our content policy." }] }, "content policy"],
  ])(
    "against its rules, told %s, ends at once, in its words, with one create",
    async (_how, error, words) => {
      expect(await endOf(polled({ ...queued, status: "failed", ...error }))).toMatchObject({
        status: "failed",
        error: { code: "moderation", message: expect.stringContaining(words), retryable: false },
        creates: 1,
      });
    },
  );

  test.each<[string, object]>([
    ["as text", { error: "The upstream died." }],
    ["as a reason", { fail_reason: "The upstream died." }],
    ["without a word", {}],
  ])(
    "for a reason nobody knows to pass, told %s, ends with one create: a person may try again",
    async (_h, error) => {
      expect(await endOf(polled({ ...queued, status: "failed", ...error }))).toMatchObject({
        status: "failed",
        error: { code: "failed", retryable: true, charged: null },
        creates: 1,
      });
    },
  );

  test("in the answer to the poll itself, a 400 in JSON, ends at once with those words", async () => {
    const body = { error: { code: "imagine:content-moderated", message: "Content moderated." } };
    const end = await endOf(polled(body, 400));
    expect(end).toMatchObject({
      status: "failed",
      error: { code: "moderation", message: expect.stringContaining("Content moderated."), retryable: false },
      creates: 1,
    });
    expect(end.calls.count(polls)).toBe(1);
  });
});

describe("a finished film is taken", () => {
  const words = ["succeeded", "SUCCESS", "success", "Completed", "done", "finished", "SUCCEED"];
  const unknown = ["delivered", "entregado"];
  test.each([...words, ...unknown])("whatever word its gateway has for finished: %s", async (word) => {
    const end = await endOf([
      [creates, () => json({ ...queued, status: "processing" })],
      [polls, (nth) => json(nth === 1 ? { ...queued, status: "processing" } : { ...queued, status: word })],
      [contents, theFilm],
    ]);
    expect(end).toMatchObject({ status: "completed", creates: 1 });
  });

  test.each<[string, object]>([
    ["without created_at", { id: "video_1", object: "video", status: "queued", model: "sora-2" }],
    ["with `created` instead", { id: "video_1", status: "processing", created: 1_795_567_000 }],
    ["with its time as digits", { ...queued, created_at: "1795567000" }],
    ["with its time in ISO 8601", { ...queued, created_at: "2026-11-25T00:00:00Z" }],
    ["with nothing but a task's id", { task_id: "video_1", status: "queued" }],
    ["in an envelope", { code: "success", data: { task_id: "video_1", status: "SUBMITTED" } }],
  ])("of a create that was answered %s", async (_how, created) => {
    const end = await endOf([
      [creates, () => json(created)],
      [polls, () => json({ ...queued, status: "completed", progress: 100 })],
      [contents, theFilm],
    ]);
    expect(end).toMatchObject({ status: "completed", creates: 1 });
  });

  const link = "https://cdn.example/film.mp4";
  test.each<[string, object, number]>([
    ["from its url, where /content has nothing", { url: link }, 404],
    ["from video.url, where /content refuses our key", { video: { url: link } }, 401],
    ["from video_url", { video_url: link }, 403],
    ["from metadata.url", { metadata: { url: link } }, 410],
  ])("%s", async (_where, fields, status) => {
    const end = await endOf([
      [creates, () => json(queued)],
      [polls, () => json({ ...queued, status: "completed", ...fields })],
      [contents, () => json({ error: { message: "no" } }, status)],
      cdn,
    ]);
    expect(end).toMatchObject({ status: "completed", creates: 1 });
  });

  test("under the id that we asked about, whatever id the answer has", async () => {
    const end = await endOf([
      [creates, () => json(queued)],
      [polls, () => json({ ...queued, id: "video_other", status: "completed" })],
      [contents, theFilm],
      [/\/videos\/video_other/, () => json({ error: { message: "no such video" } }, 404)],
    ]);
    expect(end).toMatchObject({ status: "completed", creates: 1 });
  });
});

test.each([0.45, "45%", "45", 45])("progress told as %s is 45", async (progress) => {
  answering(polled({ ...queued, status: "in_progress", progress }));
  await world.db.sql`update operations set provider_ref = id::text where provider_ref is not null`;
  const { user, job } = await world.newJob(videoAtOpenAi);
  await checkJob(job.id, "step");
  await world.age(job.id, 10_000);
  await checkDueJobs("vercel-cron");
  const [operation] = await world.db.sql`select progress from operations where job_id = ${job.id}`;
  expect(operation?.["progress"]).toBe(45);
  const view = await presentJob(await getJob(user, job.id, "browser", (work) => void work));
  expect(view.progress).toBeGreaterThan(40);
});

describe("a film that can never be kept ends its job with the reason, and is asked for once", () => {
  const finished = polled({ ...queued, status: "completed" });
  const withContent = (answer: () => Response): Script => [[contents, answer], ...finished];

  test("where it is larger than we take", async () => {
    const large = () => new Response(film, { headers: { "content-length": "73705332" } });
    const end = await endOf(withContent(large));
    expect(end).toMatchObject({
      status: "failed",
      error: {
        code: "result_too_large",
        message: "The file is larger than 64 MB and cannot be kept.",
        charged: true,
      },
      creates: 1,
    });
    // A still of it may be asked for as well.
    expect(end.calls.count(contents)).toBeLessThanOrEqual(2);
  });

  test.each([
    "file:///etc/passwd",
    "https://10.0.0.7/film.mp4",
    "https://169.254.169.254/latest",
    "http://cdn.example/f",
  ])("where all there is leads to %s", async (url) => {
    const end = await endOf([
      [contents, () => json({ error: { message: "no" } }, 404)],
      [polls, () => json({ ...queued, status: "completed", url })],
      ...finished,
    ]);
    expect(end).toMatchObject({
      status: "failed",
      error: { code: "result_unsafe", charged: true },
      creates: 1,
    });
    // Twice, since it may come a moment later where it should lie: the film, and perhaps a still of it.
    expect(end.calls.count(contents)).toBeLessThanOrEqual(4);
    expect(end.calls.count(/etc\/passwd|10\.0\.0\.7|169\.254|^GET http:\/\/cdn/)).toBe(0);
  });
});

test("a film that our storage has no room for ends its job with the reason, and is asked for once", async () => {
  const full = () => json({ statusCode: "413", error: "Payload too large", message: "Too large" }, 413);
  const end = await endOf([
    [/^(POST|PUT) .*\/storage\/v1\/object\/artifacts\//, full],
    ...polled({ ...queued, status: "completed" }),
  ]);
  expect(end).toMatchObject({
    status: "failed",
    error: { code: "result_too_large", retryable: false, charged: true },
    creates: 1,
  });
  expect(end.calls.count(contents)).toBeLessThanOrEqual(2);
});

test("a picture where a film was asked for is no film", async () => {
  const photo = await renderSamplePhoto(1);
  const picture = () => new Response(new Uint8Array(photo), { headers: { "content-type": "image/jpeg" } });
  const end = await endOf([[contents, picture], ...polled({ ...queued, status: "completed" })]);
  expect(end).toMatchObject({ status: "failed", error: { code: "result_unavailable" }, creates: 1 });
});
