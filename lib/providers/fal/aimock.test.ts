/**
 * An independent mock, `@copilotkit/aimock`, in the place of fal's queue. It knows that a path is fal's by a header that
 * only fal's own client sends.
 */
import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { pictureRequest, speechRequest } from "@/tests/support/media-requests";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { contextOf } from "@/tests/support/video-requests";
import { questions } from "../get";
import type { Asked } from "../provider";
import { fal } from "./fal";
import type { FalRequest } from "./request";

const key = "key-of-the-mock";
const aimock = new LLMock({ port: 0, auth: { apiKeys: [key] } });
await aimock.start();
stubEnvironment({ FAL_QUEUE_URL: `${aimock.url}/fal`, FAL_KEY: key });
beforeEach(() => {
  const { get } = questions;
  vi.spyOn(questions, "get").mockImplementation(({ headers, ...question }) =>
    get({ ...question, headers: { ...headers, "x-fal-target-host": "queue.fal.run" } }),
  );
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    if (input instanceof Request) input.headers.set("x-fal-target-host", "queue.fal.run");
    return send(input, init);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  aimock.reset();
});
afterAll(() => aimock.stop());

/** Starts it, and asks until it is over. */
async function endOf(request: Asked<FalRequest>) {
  const { ref } = await fal.start(request, contextOf("fal"));
  const look = async () => (await fal.check([ref], () => true)).get(ref);
  await expect.poll(look).toMatchObject({ state: expect.stringMatching(/succeeded|failed/) });
  return look();
}

test("a picture goes through the mock's queue to its end, with its link", async () => {
  const url = "https://cdn.example/lighthouse.jpg";
  aimock.onFalImage("fal-ai/flux-2", { image: { url } });
  expect(await endOf(pictureRequest("fal-ai/flux-2"))).toMatchObject({
    state: "succeeded",
    files: [{ url }],
  });
});

test("a voice goes through the mock's queue to its end, with its link", async () => {
  const model = "fal-ai/minimax/speech-2.8-turbo";
  const url = "https://cdn.example/voice.flac";
  aimock.onFalQueue(model, { audio: { url, content_type: "audio/flac" }, duration_ms: 1_800 });
  expect(await endOf(speechRequest(model))).toMatchObject({ state: "succeeded", files: [{ url }] });
});

test("a picture that the mock's model found unsafe is none", async () => {
  const image = { url: "https://cdn.example/black.jpg", content_type: "image/jpeg" };
  aimock.onFalQueue("fal-ai/flux/dev", { images: [image], has_nsfw_concepts: [true] });
  expect(await endOf(pictureRequest("fal-ai/flux/dev"))).toMatchObject({
    state: "failed",
    error: { code: "moderation" },
  });
});
