/**
 * An independent mock, `@copilotkit/aimock`, at the other end: its speech is bytes, its pictures lie in JSON, and it looks
 * at nothing but the words.
 */
import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, expect, test } from "vitest";
import { pictureRequest, speechRequest } from "@/tests/support/media-requests";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { contextOf } from "@/tests/support/video-requests";
import type { Asked } from "../provider";
import { openaiMedia } from "./openai-media";
import type { OpenAiMediaRequest } from "./request";

const key = "key-of-the-mock";
const aimock = new LLMock({ port: 0, auth: { apiKeys: [key] } });
await aimock.start();
stubEnvironment({ OPENAI_BASE_URL: `${aimock.url}/v1`, OPENAI_API_KEY: key });
afterEach(() => aimock.reset());
afterAll(() => aimock.stop());

const start = (request: Asked<OpenAiMediaRequest>) => openaiMedia.start(request, contextOf("openai-media"));
const asked = () => aimock.getRequests().map(({ method, path }) => `${method} ${path}`);

const sound = Buffer.concat([Buffer.from("RIFF\xff\xff\xff\xffWAVEfmt ", "latin1"), Buffer.alloc(64)]);
const drawing = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.alloc(400, 3)]);

test("a voice of the mock is its bytes, asked for once", async () => {
  aimock.onSpeech(/lighthouse/, { audio: sound.toString("base64"), format: "wav" });
  expect((await start(speechRequest("tts-1"))).made).toEqual(sound);
  expect(asked()).toEqual(["POST /v1/audio/speech"]);
});

test("a picture of the mock is what its JSON has in it, asked for once", async () => {
  aimock.onImage(/lighthouse/, { image: { b64Json: drawing.toString("base64") } });
  expect((await start(pictureRequest("gpt-image-2"))).made).toEqual(drawing);
  expect(asked()).toEqual(["POST /v1/images/generations"]);
});

test("a picture of the mock behind a link is left to those who open links", async () => {
  const url = "https://cdn.example/lighthouse.png";
  aimock.onImage(/lighthouse/, { image: { url } });
  const started = await start(pictureRequest("gpt-image-2"));
  expect(started).toMatchObject({ observation: { state: "succeeded", files: [{ url }] } });
  expect(started.made).toBeUndefined();
});

test.each([
  [400, "moderation_blocked", { code: "moderation", facts: { mayHaveWorked: false } }],
  [429, "rate_limit_exceeded", { code: "rate_limited", facts: { retryable: true, mayHaveWorked: false } }],
  [500, "server_error", { code: "unavailable", facts: { retryable: true, mayHaveWorked: true } }],
])("what the mock refuses with %i %s is asked for once", async (status, code, error) => {
  aimock.on({ endpoint: "speech" }, { error: { message: "Not this.", type: "x", code }, status });
  await expect(start(speechRequest("tts-1"))).rejects.toMatchObject(error);
  expect(asked()).toHaveLength(1);
});
