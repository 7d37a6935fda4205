import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import type { SpeechCreateParams } from "openai/resources/audio/speech";
import type { ImageGenerateParams } from "openai/resources/images";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { storyVoices } from "@/lib/jobs/story";
import { bench } from "@/sandbox/test-bench";
import { pictureRequest, speechRequest } from "@/tests/support/media-requests";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { contextOf, lostStart } from "@/tests/support/video-requests";
import type { Asked } from "../provider";
import { ProviderError, Unsendable, WebhookRejected } from "../provider-error";
import { openaiMedia } from "./openai-media";
import type { OpenAiMediaRequest } from "./request";

const key = "sk-of-the-tests";
stubEnvironment({ OPENAI_API_KEY: key });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => void vi.useRealTimers());
afterAll(() => server.close());

const base = "http://sandbox.test/openai/v1";
const picture = pictureRequest("gpt-image-2");
const voice = speechRequest("gpt-4o-mini-tts");
const sorts: Array<[string, Asked<OpenAiMediaRequest>]> = [
  ["picture", picture],
  ["voice", voice],
];

function openAccount(faults = "") {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  account.sandbox.setFaults(faults);
  return account;
}

const context = contextOf("openai-media");
const start = (request: Asked<OpenAiMediaRequest>) => openaiMedia.start(request, context);

/** Has every call answered like this; tells what was asked, call by call. */
function answerWith(answer: () => Response | Promise<Response>) {
  const asked: Array<{ path: string; headers: Headers; body: unknown }> = [];
  server.resetHandlers(
    http.post(`${base}/*`, async ({ request }) => {
      const { headers } = request;
      asked.push({ path: new URL(request.url).pathname, headers, body: await request.json() });
      return answer();
    }),
  );
  return asked;
}

/** A FLAC that has begun, and a JPEG. */
const flac = Buffer.concat([Buffer.from("fLaC"), Buffer.alloc(600, 1)]);
const jpeg = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.alloc(600, 7)]);
const encoded = jpeg.toString("base64");

describe("a start", () => {
  test("asks for a picture once, as the client's types have it", async () => {
    const asked = answerWith(() => HttpResponse.json({ data: [{ b64_json: encoded }] }));
    await start(picture);
    expect(asked).toMatchObject([
      {
        path: "/openai/v1/images/generations",
        body: {
          model: "gpt-image-2",
          prompt: picture.body.prompt,
          size: "1536x864",
          n: 1,
          quality: "medium",
          output_format: "jpeg",
        } satisfies ImageGenerateParams,
      },
    ]);
    expect(asked[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
  });

  test("asks for a voice once, as the client's types have it", async () => {
    const asked = answerWith(() => new HttpResponse(flac));
    await start(voice);
    expect(asked).toMatchObject([
      {
        path: "/openai/v1/audio/speech",
        body: {
          model: "gpt-4o-mini-tts",
          voice: "coral",
          input: voice.body.text,
          response_format: "wav",
        } satisfies SpeechCreateParams,
      },
    ]);
  });

  test.each(sorts)("of a %s is over once it is answered, and has the file", async (sort, request) => {
    const { sandbox } = openAccount();
    const { ref, observation, made } = await start(request);
    expect(ref).toBe(context.operationId);
    expect(observation).toMatchObject({ state: "succeeded", files: [] });
    const beginning = made?.subarray(0, 4);
    expect(beginning).toEqual(sort === "picture" ? Buffer.from("ffd8ffe0", "hex") : Buffer.from("RIFF"));
    expect(sandbox.journal.count()).toBe(1);
  });

  test("of a picture says what it took", async () => {
    openAccount();
    const { observation } = await start(picture);
    expect(observation).toMatchObject({ tokensUsed: expect.any(Number) });
  });

  test.each(["tts-1", "gpt-4o-mini-tts"])(
    "of %s has another voice for each name, all taken",
    async (model) => {
      const { sandbox } = openAccount();
      for (const name of storyVoices) await start(speechRequest(model, { voice: name }));
      expect(sandbox.journal.count()).toBe(storyVoices.length);
      const asked = answerWith(() => new HttpResponse(flac));
      for (const name of storyVoices) await start(speechRequest(model, { voice: name }));
      expect(new Set(asked.map(({ body }) => JSON.stringify(body))).size).toBe(storyVoices.length);
    },
  );

  test("of more words than any model speaks makes no sense, and is never asked", () => {
    const body = { ...voice.body, text: "a".repeat(4_097) };
    expect(openaiMedia.request.safeParse(body).success).toBe(false);
    expect(openaiMedia.request.safeParse({ ...body, text: "a".repeat(4_096) }).success).toBe(true);
  });
});

describe("an answer has the file", () => {
  test.each<[string, () => Response]>(
    [
      ["as OpenAI has it", () => HttpResponse.json({ created: 1, data: [{ b64_json: encoded }] })],
      [
        "with a prefix",
        () => HttpResponse.json({ data: [{ b64_json: `data:image/png;base64,${encoded}` }] }),
      ],
      ["as a data: URL", () => HttpResponse.json({ data: [{ url: `data:image/jpeg;base64,${encoded}` }] })],
      ["in an envelope", () => HttpResponse.json({ code: 0, data: { data: [{ b64_json: encoded }] } })],
      ["as a list of images", () => HttpResponse.json({ images: [encoded] })],
      ["as one image", () => HttpResponse.json({ image: { base64: encoded } })],
      ["in lines", () => HttpResponse.json({ data: [{ b64_json: encoded.replaceAll(/.{76}/g, "$&\r\n") }] })],
      ["beside a link", () => HttpResponse.json({ data: [{ url: "https://a.test/x", b64_json: encoded }] })],
      ["as text alone", () => HttpResponse.text(encoded)],
      ["and usage of nonsense", () => HttpResponse.json({ usage: [7], data: [{ b64_json: encoded }] })],
    ].slice(1) as Array<[string, () => Response]>,
  )("%s", async (_how, answer) => {
    answerWith(answer);
    expect((await start(picture)).made).toEqual(jpeg);
  });

  test.each([
    ["audio/flac", flac],
    ["application/json", flac],
    ["text/html", jpeg],
    ["", flac],
  ])("as bytes, though they are sent as %o", async (type, bytes) => {
    for (const [, request] of sorts) {
      answerWith(() => new HttpResponse(bytes, { headers: { "content-type": type } }));
      expect((await start(request)).made).toEqual(bytes);
    }
  });

  test.each([
    { audio: flac.toString("base64") },
    { audio: { data: flac.toString("base64"), format: "flac" } },
    { data: { audio: `data:audio/flac;base64,${flac.toString("base64")}` } },
    { audioContent: flac.toString("base64") },
  ])("of a voice inside JSON: %j", async (body) => {
    answerWith(() => HttpResponse.json(body));
    expect((await start(voice)).made).toEqual(flac);
  });

  test.each<[object, string[]]>([
    [{ data: [{ url: "https://cdn.test/a.png" }] }, ["https://cdn.test/a.png"]],
    [{ data: [{ b64_json: null, url: "https://cdn.test/a.png" }] }, ["https://cdn.test/a.png"]],
    [
      { images: [{ url: "https://cdn.test/a.png" }], data: [{ url: "https://cdn.test/a.png" }] },
      ["https://cdn.test/a.png"],
    ],
    [
      { output: ["https://cdn.test/a.png", "https://cdn.test/b.png"] },
      ["https://cdn.test/a.png", "https://cdn.test/b.png"],
    ],
  ])(
    "behind a link, which is opened later, and by those who guard links: %j",
    async (body, [url, ...others]) => {
      answerWith(() => HttpResponse.json(body));
      const { made, observation } = await start(picture);
      expect(made).toBeUndefined();
      expect(observation).toEqual({
        state: "succeeded",
        files: [{ url, expiresAt: null, ...(others.length > 0 && { alternatives: others }) }],
      });
    },
  );
});

describe("an answer without a file is one that may have been charged, and is never asked for again", () => {
  test.each<[string, () => Response]>([
    ["nothing", () => new HttpResponse(null)],
    ["a page", () => HttpResponse.html("<!doctype html><title>Sign in</title>")],
    ["words", () => HttpResponse.text("The voice is on its way.")],
    ["an empty object", () => HttpResponse.json({})],
    ["an empty list", () => HttpResponse.json({ data: [] })],
    ["nothing in its place", () => HttpResponse.json({ data: [{ b64_json: "", url: null }] })],
    ["words in its place", () => HttpResponse.json({ data: [{ b64_json: "not yet" }] })],
    ["half of it", () => HttpResponse.text(`{"data":[{"b64_json":"${encoded}`)],
    ["a task of somebody's", () => HttpResponse.json({ id: "task_1", status: "queued" })],
    ["too deep to be read", () => HttpResponse.json({ data: [{ data: [{ data: [{ data: [encoded] }] }] }] })],
  ])("%s", async (_what, answer) => {
    for (const [, request] of sorts) {
      const asked = answerWith(answer);
      await expect(start(request)).rejects.toMatchObject({
        code: "bad_response",
        facts: { mayHaveWorked: true, isAccepted: true },
      });
      expect(asked).toHaveLength(1);
    }
  });

  test("one that breaks off", async () => {
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(flac),
      pull: (controller) => controller.error(new Error("gone")),
    });
    const sending = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(broken));
    await expect(start(voice)).rejects.toMatchObject({ facts: { mayHaveWorked: true, isAccepted: true } });
    expect(sending).toHaveBeenCalledTimes(1);
    sending.mockRestore();
  });
});

const refusal = (status: number, code: string, headers = {}) =>
  HttpResponse.json({ error: { message: "Because.", type: "x", param: null, code } }, { status, headers });

describe("a refusal", () => {
  test.each<[string, () => Response, object]>([
    [
      "of rules",
      () => refusal(400, "moderation_blocked"),
      { code: "moderation", facts: { mayHaveWorked: false } },
    ],
    [
      "of rules, with 200",
      () => HttpResponse.json({ error: { code: "content_policy_violation", message: "No." } }),
      { code: "moderation", facts: { mayHaveWorked: false } },
    ],
    [
      "of the key",
      () => refusal(401, "invalid_api_key"),
      { code: "not_authorized", facts: { retryable: true } },
    ],
    [
      "of money",
      () => refusal(429, "insufficient_quota"),
      { code: "payment_required", facts: { retryable: false, mayHaveWorked: false } },
    ],
    [
      "of the pace",
      () => refusal(429, "rate_limit_exceeded", { "retry-after": "90" }),
      { code: "rate_limited", facts: { retryable: true, retryAfterMs: 90_000, mayHaveWorked: false } },
    ],
    [
      "of the pace, with 200",
      () => HttpResponse.json({ code: 429, message: "Slow down." }),
      { code: "rate_limited", facts: { mayHaveWorked: false } },
    ],
    [
      "of the input",
      () => refusal(400, "invalid_value"),
      { code: "rejected", facts: { mayHaveWorked: false } },
    ],
    [
      "of the place",
      () => HttpResponse.json({ detail: "Not Found" }, { status: 404 }),
      { code: "misconfigured" },
    ],
    [
      "of a moment's trouble",
      () => refusal(500, "server_error"),
      { code: "unavailable", facts: { retryable: true, mayHaveWorked: true } },
    ],
    [
      "of a gateway whose wait was over",
      () => HttpResponse.html("<h1>Gateway time-out</h1>", { status: 504 }),
      { code: "unavailable", facts: { mayHaveWorked: true, isCutOff: true } },
    ],
    [
      "that leads elsewhere",
      () => new HttpResponse(null, { status: 307, headers: { location: "https://evil.test/" } }),
      { code: "bad_response", facts: { mayHaveWorked: false } },
    ],
  ])("%s is what it is elsewhere, and is asked for once", async (_what, answer, error) => {
    for (const [, request] of sorts) {
      const asked = answerWith(answer);
      await expect(start(request)).rejects.toMatchObject(error);
      expect(asked).toHaveLength(1);
    }
  });

  test.each([
    ["IMAGE_MODEL", picture],
    ["SPEECH_MODEL", voice],
  ])("of the model names %s", async (setting, request) => {
    answerWith(() => refusal(404, "model_not_found"));
    await expect(start(request)).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining(`${setting} may be set wrong`),
    });
  });

  test("that quotes our key does not hand it on", async () => {
    answerWith(() => HttpResponse.json({ error: { message: `Who is ${key}?` } }, { status: 400 }));
    const error: unknown = await start(voice).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProviderError);
    expect(String(error)).not.toContain(key);
  });
});

test.each(sorts)("a %s that takes longer than 70 s may have been made", async (_sort, request) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asked = answerWith(() => new Promise<Response>(() => {}));
  const asking = start(request).catch((error: unknown) => error);
  await vi.waitFor(() => expect(asked).toHaveLength(1), { interval: 1 });
  await vi.advanceTimersByTimeAsync(69_000);
  expect(await Promise.race([asking, Promise.resolve("under way")])).toBe("under way");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asking).toMatchObject({ code: "timeout", facts: { mayHaveWorked: true, isCutOff: true } });
  expect(asked).toHaveLength(1);
});

test("what is lost is lost: nothing is found, nothing is there, nothing is called back about", async () => {
  expect(await openaiMedia.find(lostStart(voice, new Date()))).toEqual({ type: "unprovable" });
  expect(await openaiMedia.check(["a"], () => true)).toEqual(new Map([["a", { state: "missing" }]]));
  const letter = {
    url: new URL("http://app.test/api/webhooks/openai-media"),
    headers: new Headers(),
    body: "{}",
  };
  await expect(openaiMedia.verifyWebhook(letter)).rejects.toThrow(WebhookRejected);
});

test("a key that cannot be sent is not quoted", async () => {
  vi.resetModules();
  stubEnvironment({ OPENAI_API_KEY: "sk-secret\nb" });
  const fresh = (await import("./openai-media")).openaiMedia;
  const error: unknown = await fresh.start(voice, context).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: Unsendable.name });
  expect(String(error)).not.toContain("secret");
});
