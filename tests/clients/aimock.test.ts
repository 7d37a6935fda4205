/**
 * An independent mock, `@copilotkit/aimock`, in the sandbox's place: the app's own services run jobs against it, with
 * nothing changed but base URLs and keys.
 *
 * What it cannot do, as of 1.43:
 * - It has no background: a response is complete when it is created, and cannot be read again.
 * - It has no image tool: pictures come from `/v1/images/generations` alone, and the bridge puts one into a response.
 * - It serves no content of videos and no list of them: the film lies behind the `url` in the video.
 * - A video of it never goes on: it has the status of its fixture from its creation to its end.
 * - It says neither how far a video is, nor why one failed, nor what was asked for.
 * - It takes a path for fal's queue by a header that only fal's own client can be made to send; the bridge sets it.
 * - It sends no webhooks, so that every end is found by asking.
 */
import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { loadFile } from "@/lib/db/storage";
import { renderFilm } from "@/sandbox/films/film";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { cardAtOpenAi, chatAtOpenAi, videoAtFal, videoAtOpenAi } from "../support/cases";
import { carryOn } from "../support/carry-on";
import { useWorld } from "../support/world";
import { startAimockBridge } from "./aimock-bridge";

const key = "key-of-the-mock";
const aimock = new LLMock({ port: 0, auth: { apiKeys: [key] } });
await aimock.start();
const film = await renderFilm({ prompt: "fox", seconds: 1, size: { width: 320, height: 180 }, take: "1" });
const picture = await renderSamplePhoto(2);
const bridge = await startAimockBridge(aimock.url, film);
const filmUrl = `${bridge.url}/films/fox.mp4`;

const world = useWorld({
  env: {
    OPENAI_BASE_URL: `${bridge.url}/v1`,
    OPENAI_API_KEY: key,
    OPENAI_VIDEO_BASE_URL: `${aimock.url}/v1`,
    OPENAI_VIDEO_API_KEY: key,
    FAL_QUEUE_URL: `${bridge.url}/fal`,
    FAL_KEY: key,
  },
});

beforeEach(() => {
  aimock.onMessage(/sky/, { content: "Because short waves scatter most." });
  aimock.onImage(/product card/, { image: { b64Json: picture.toString("base64") } });
});
afterEach(() => aimock.reset());
afterAll(async () => {
  await bridge.close();
  await aimock.stop();
});

/** How often the mock was asked to begin something. */
const creates = () => aimock.getRequests().filter(({ method }) => method === "POST").length;

/** The bytes of a result that a job has kept. */
async function result(jobId: string, name: string): Promise<Buffer | null> {
  const [row] = await world.db.sql`
    select storage_path from artifacts where job_id = ${jobId} and name = ${name}`;
  const file = row ? await loadFile("artifacts", String(row["storage_path"])) : null;
  return file ? Buffer.from(await file.arrayBuffer()) : null;
}

test("an answer comes to its end with the words of the mock, asked for once", async () => {
  const { job } = await world.newJob(chatAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(await world.read(job.id)).toMatchObject({
    output: { text: "Because short waves scatter most." },
    error: null,
  });
  expect(creates()).toBe(1);
});

test("a product card comes to its end with the picture of the mock, asked for once", async () => {
  const { job } = await world.newJob(cardAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(await result(job.id, "card.jpg")).toEqual(picture);
  expect(creates()).toBe(1);
});

test("a video in OpenAI's shape comes to its end with the film behind its url, asked for once", async () => {
  aimock.onVideo(/fox/, { video: { id: "video_fox", status: "completed", url: filmUrl } });
  const { job } = await world.newJob(videoAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(await result(job.id, "video.mp4")).toEqual(film);
  expect(creates()).toBe(1);
});

test("a video at fal goes through the mock's queue to its end with the film, asked for once", async () => {
  const fixture = { video: { id: "video_fal", status: "completed", url: filmUrl } } as const;
  aimock.onFalVideo("fal-ai/veo3.1/fast", fixture);
  const { job } = await world.newJob(videoAtFal);
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(await result(job.id, "video.mp4")).toEqual(film);
  expect(creates()).toBe(1);
});

test("a video that failed without a word ends its job with a sentence of ours", async () => {
  let made = 0;
  aimock.on({ endpoint: "video" }, () => ({ video: { id: `video_none_${(made += 1)}`, status: "failed" } }));
  const { job } = await world.newJob(videoAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("failed");
  const { error } = await world.read(job.id);
  expect(error).toMatchObject({ message: expect.stringContaining("does not say why") });
  expect([made, creates()]).toEqual([1, 1]);
});

test("what the mock refuses ends the job in its words", async () => {
  const error = {
    message: "That cannot be said here.",
    type: "invalid_request_error",
    code: "moderation_blocked",
  };
  aimock.onMessage(/forbidden/, { error, status: 400 });
  const { job } = await world.newJob(chatAtOpenAi, { words: "Something forbidden" });
  expect(await carryOn(world, job.id)).toBe("failed");
  expect(await world.read(job.id)).toMatchObject({
    error: {
      code: "moderation",
      message: expect.stringContaining("That cannot be said here."),
      retryable: false,
      charged: false,
    },
  });
});

test("a job gets over a 429 of the mock", async () => {
  aimock.nextRequestError(429, { message: "Not now." });
  const { job } = await world.newJob(chatAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(creates()).toBe(2);
});

test("a create that the mock answered with a 500 may have worked, and is not paid for twice", async () => {
  aimock.nextRequestError(500, { message: "Not now." });
  const { job } = await world.newJob(chatAtOpenAi);
  expect(await carryOn(world, job.id)).toBe("failed");
  expect(await world.read(job.id)).toMatchObject({ error: { code: "start_unknown", charged: null } });
  expect(creates()).toBe(1);
});
