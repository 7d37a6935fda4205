import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { noProviders, stubEnvironment } from "@/tests/support/stub-environment";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "https://api.openai.com/v1";
const atOpenAi = { OPENAI_BASE_URL: base };
const lastDay = new Date("2027-01-05T23:59:59Z");
const after = new Date("2027-01-06T00:00:00Z");
const remedy = "Set STORY_VOICE_PROVIDER to fal, or OPENAI_MEDIA_BASE_URL to a gateway.";
const since = "was shut down on 6 January 2027.";

/** What is said of a model, by a process that starts with these variables and at a place that lists these models. */
async function refusalOf(
  model: string | null,
  now = after,
  variables: Record<string, string | undefined> = {},
  models: object[] | null = null,
) {
  vi.resetModules();
  stubEnvironment({ ...atOpenAi, ...variables });
  const list = () => (models ? HttpResponse.json({ data: models }) : HttpResponse.error());
  server.resetHandlers(http.get("*/v1/models", list));
  const adapter = (await import("./openai-media")).openaiMedia;
  return adapter.refusal?.(model, now);
}

describe("a model of speech", () => {
  const models = ["tts-1", "tts-1-hd", "gpt-4o-mini-tts", "gpt-4o-mini-tts-2025-12-15"];

  test.each(models)("%s speaks until its last day, and is refused then, with the reason", async (model) => {
    expect(await refusalOf(model, lastDay)).toBeNull();
    expect(await refusalOf(model)).toBe(`${model} ${since} ${remedy}`);
  });

  test("is what is configured as one, whatever its name", async () => {
    const refusal = await refusalOf("gpt-5", after, { SPEECH_MODEL: "gpt-5" });
    expect(refusal).toContain(remedy);
  });

  test("that its place lists lives for as long as that says", async () => {
    const listed = [{ id: "tts-1" }, { id: "gpt-4o-mini-tts", shutdown_date: "2027-03-01" }];
    expect(await refusalOf("tts-1", after, {}, listed)).toBeNull();
    expect(await refusalOf("gpt-4o-mini-tts", after, {}, listed)).toBeNull();
    expect(await refusalOf("gpt-4o-mini-tts", new Date("2027-03-01"), {}, listed)).toContain("1 March 2027");
  });

  test("of a gateway lives until its own list says otherwise, and another may be there", async () => {
    const gateway = { OPENAI_MEDIA_BASE_URL: "https://media.test/v1", OPENAI_MEDIA_API_KEY: "key-of-media" };
    expect(await refusalOf("gpt-4o-mini-tts", after, gateway)).toBeNull();
    expect(await refusalOf("gpt-4o-mini-tts", after, gateway, [{ id: "tts-1" }])).toBeNull();
    const listed = [{ id: "gpt-4o-mini-tts", shutdown_date: "2027-01-06" }];
    expect(await refusalOf("gpt-4o-mini-tts", after, gateway, listed)).toBe(
      `gpt-4o-mini-tts ${since} Set SPEECH_MODEL to another model.`,
    );
  });
});

test("a model of pictures names its own setting", async () => {
  expect(await refusalOf("gpt-image-1.5")).toBe(
    "gpt-image-1.5 was shut down on 1 December 2026. Set IMAGE_MODEL to another model.",
  );
  expect(await refusalOf("gpt-image-2")).toBeNull();
});

test.each([
  [{}, "OPENAI_API_KEY"],
  [{ OPENAI_API_KEY: "sk-tests", OPENAI_MEDIA_BASE_URL: "https://media.test/v1" }, "OPENAI_MEDIA_API_KEY"],
])("without a key nothing is made, and it is named: %o", async (variables, name) => {
  const refusal = await refusalOf("gpt-image-2", after, { ...noProviders, ...variables });
  expect(refusal).toBe(`OpenAI is not configured: ${name} is missing.`);
});

test("a gateway of its own is asked with its own key, and never sees the other", async () => {
  vi.resetModules();
  const gateway = { OPENAI_MEDIA_BASE_URL: "https://media.test/v1/", OPENAI_MEDIA_API_KEY: "key-of-media" };
  stubEnvironment({ ...gateway, OPENAI_API_KEY: "sk-elsewhere" });
  let keyOf: string | null = null;
  server.resetHandlers(
    http.post("https://media.test/v1/audio/speech", ({ request }) => {
      keyOf = request.headers.get("authorization");
      return new HttpResponse(Buffer.concat([Buffer.from("RIFF"), Buffer.alloc(50)]));
    }),
    http.post(`${base}/*`, () => HttpResponse.error()),
  );
  const adapter = (await import("./openai-media")).openaiMedia;
  const body = { type: "speech", model: "tts-1", voice: "calm", text: "Hello." } as const;
  const context = { operationId: "o", callbackUrl: "", fileUrls: [], async *pictures() {} };
  expect((await adapter.start({ body, files: [] }, context)).made).toHaveLength(54);
  expect(keyOf).toBe("Bearer key-of-media");
});
