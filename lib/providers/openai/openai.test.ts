import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import type { ResponseCreateParams } from "openai/resources/responses/responses";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { pictureRequest } from "@/tests/support/media-requests";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import type { Asked } from "../provider";
import { ProviderError } from "../provider-error";
import { contextOf, lostStart } from "@/tests/support/video-requests";
import { openai } from "./openai";
import type { OpenAiRequest } from "./request";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const url = "http://sandbox.test/openai/v1/responses";
const answer = {
  files: [],
  body: { type: "answer", model: "gpt-6-luna", prompt: "Why is the sky blue?" },
} satisfies Asked<OpenAiRequest>;
const card = {
  files: ["user/a.jpg"],
  body: { type: "card", model: "gpt-6-luna + gpt-image-2", style: "marble", prompt: "Summer sale" },
} satisfies Asked<OpenAiRequest>;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["title"],
  properties: { title: { type: "string" } },
};
const script = {
  files: [],
  body: {
    type: "json",
    model: "gpt-6-luna",
    instructions: "Write a script.",
    input: "A fox finds a lake.",
    name: "story_script",
    schema,
  },
} satisfies Asked<OpenAiRequest>;
const picture = pictureRequest("gpt-6-luna + gpt-image-2", { size: "864x1536" });

function openAccount(faults = "") {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  account.sandbox.setFaults(faults);
  return account;
}

const start = (request: Asked<OpenAiRequest> = answer, context = contextOf("openai", request.files)) =>
  openai.start(request, context);
const look = async (ref: string) => (await openai.check([ref], () => true)).get(ref);

/** What a create call sends. */
async function sent(request: Asked<OpenAiRequest>) {
  const context = contextOf("openai", request.files);
  let body: unknown;
  server.resetHandlers(
    http.post(url, async (call) => {
      body = await call.request.json();
      return HttpResponse.json({ id: "resp_1", status: "queued" });
    }),
  );
  await start(request, context);
  return { body, context };
}

describe("a start", () => {
  test("of an answer is in the background, is kept, and carries our operation's id", async () => {
    const { body, context } = await sent(answer);
    expect(body).toEqual({
      model: "gpt-6-luna",
      input: "Why is the sky blue?",
      background: true,
      store: true,
      metadata: { operation_id: context.operationId },
    });
  });

  test("of a card gives both models their part, the words, and a link to the photograph", async () => {
    const { body } = await sent(card);
    expect(body).toMatchObject({
      model: "gpt-6-luna",
      tools: [{ type: "image_generation", model: "gpt-image-2" }],
      tool_choice: { type: "image_generation" },
    });
    const [message] = z.object({ input: z.array(z.object({ content: z.unknown() })) }).parse(body).input;
    expect(message?.content).toMatchObject([
      { type: "input_text", text: expect.stringMatching(/marble\n.*Summer sale/) },
      { type: "input_image", image_url: "http://app.test/api/files/user/a.jpg?signature=abc" },
    ]);
  });

  test("of JSON asks for exactly that schema, apart from what is told about it", async () => {
    const { body, context } = await sent(script);
    expect(body).toEqual({
      model: "gpt-6-luna",
      instructions: "Write a script.",
      input: "A fox finds a lake.",
      text: { format: { type: "json_schema", name: "story_script", strict: true, schema } },
      background: true,
      store: true,
      metadata: { operation_id: context.operationId },
    } satisfies ResponseCreateParams);
  });

  test("of a picture of a prompt has the writer hand it to the image model, and to nothing else", async () => {
    const { body, context } = await sent(picture);
    expect(body).toEqual({
      model: "gpt-6-luna",
      instructions: expect.stringContaining("the prompt as it is"),
      input: "A lighthouse at dusk",
      tools: [
        {
          type: "image_generation",
          model: "gpt-image-2",
          size: "864x1536",
          quality: "medium",
          output_format: "jpeg",
        },
      ],
      tool_choice: { type: "image_generation" },
      background: true,
      store: true,
      metadata: { operation_id: context.operationId },
    } satisfies ResponseCreateParams);
  });

  test.each<[string, Asked<OpenAiRequest>]>([
    ["STORY_MODEL", script],
    ["STORY_MODEL or IMAGE_MODEL", picture],
  ])("whose model is gone names %s", async (setting, request) => {
    const gone = { error: { message: "No such model", code: "model_not_found" } };
    server.resetHandlers(http.post(url, () => HttpResponse.json(gone, { status: 404 })));
    await expect(start(request)).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining(`${setting} may be set wrong`),
    });
  });

  test("against the rules is refused as moderation and did not happen", async () => {
    openAccount();
    const asking = start({ ...answer, body: { ...answer.body, prompt: "[[forbidden]]" } });
    await expect(asking).rejects.toMatchObject({ code: "moderation", facts: { mayHaveWorked: false } });
  });

  test("with a model that is gone is refused, and names the setting that the operator has to mend", async () => {
    openAccount();
    const asking = start({ ...answer, body: { ...answer.body, model: "o4-mini" } });
    await expect(asking).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining("CHAT_MODEL may be set wrong"),
      refusal: { retryable: true, charged: false },
      facts: { retryable: false, mayHaveWorked: false },
    });
  });

  test.each<[object, string]>([
    [{ id: 4326, status: "queued" }, "4326"],
    [{ response_id: "resp_1" }, "resp_1"],
    [{ code: "success", data: { id: "resp_1", status: "PENDING" } }, "resp_1"],
    [{ id: "resp_1", metadata: 7, usage: [], error: null, output: {} }, "resp_1"],
  ])("keeps the id that it is answered with, whatever else there is: %o", async (body, ref) => {
    server.resetHandlers(http.post(url, () => HttpResponse.json(body)));
    expect((await start()).ref).toBe(ref);
  });

  test("at a wrong address is the operator's to mend, and not charged", async () => {
    server.resetHandlers(http.post(url, () => HttpResponse.json({ detail: "Not Found" }, { status: 404 })));
    await expect(start()).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining("OPENAI_BASE_URL"),
      refusal: { retryable: true, charged: false },
    });
  });

  test.each<[object, string, boolean]>([
    [{ error: "blocked by our safety system" }, "moderation", false],
    [{ error: { message: "no such tool" } }, "rejected", false],
    [{ status: "queued" }, "bad_response", true],
  ])("answered without an id: %o is %s", async (body, code, mayHaveWorked) => {
    server.resetHandlers(http.post(url, () => HttpResponse.json(body)));
    await expect(start()).rejects.toMatchObject({ code, facts: { mayHaveWorked } });
  });

  test.each(["504-after-success", "drop-after-success", "truncated", "html"])(
    "whose answer was lost by %s may have worked, and cannot be looked up",
    async (fault) => {
      const { sandbox, now } = openAccount(fault);
      await expect(start()).rejects.toMatchObject({ facts: { retryable: true, mayHaveWorked: true } });
      sandbox.setFaults("");
      expect(await openai.find(lostStart(answer, new Date(now())))).toEqual({ type: "unprovable" });
    },
  );

  test("is known again by its metadata; what is not ours is not", async () => {
    openAccount();
    const context = contextOf("openai");
    const { ref } = await start(answer, context);
    expect(await openai.identify?.(ref)).toBe(context.operationId);
    server.use(http.get(`${url}/theirs`, () => HttpResponse.json({ id: "theirs", status: "queued" })));
    expect(await openai.identify?.("theirs")).toBeNull();
    expect(await openai.identify?.("resp_404")).toBeNull();
  });
});

describe("a check of the sandbox", () => {
  test("tells queued, under way and answered apart, with the words and the tokens", async () => {
    const { pass } = openAccount();
    const { ref, observation } = await start();
    expect(observation).toEqual({ state: "queued", expectedAt: null });
    pass(5);
    expect(await look(ref)).toEqual({ state: "running", progress: null, expectedAt: null });
    pass(30);
    expect(await look(ref)).toEqual({
      state: "succeeded",
      files: [],
      text: expect.stringMatching(/\w/),
      tokensUsed: expect.any(Number),
      tokens: { input: expect.any(Number), output: expect.any(Number) },
    });
  });

  test("shows a card's picture, which can be opened", async () => {
    const { pass } = openAccount();
    const { ref } = await start(card);
    pass(60);
    const done = await look(ref);
    const file = { url: `${url}/${ref}#image-0`, expiresAt: null };
    expect(done).toMatchObject({ state: "succeeded", files: [file], tokensUsed: expect.any(Number) });
    const response = await openai.open?.(file, {}, new AbortController().signal);
    const bytes = await response?.bytes();
    expect(response?.headers.get("content-length")).toBe(String(bytes?.byteLength));
    expect(Array.from(bytes ?? []).slice(0, 3)).toEqual([0xff, 0xd8, 0xff]);
  }, 60_000);

  test.each<[string, Asked<OpenAiRequest>, object]>([
    ["failed", answer, { code: "server_error", retryable: true, charged: null }],
    ["failed", card, { code: "server_error", retryable: true, charged: null }],
    ["moderation", answer, { code: "moderation", retryable: false, charged: true }],
    ["moderation", card, { code: "moderation", retryable: false, charged: null }],
  ])("tells work that ends in %s (%#)", async (fault, request, error) => {
    const { pass } = openAccount(`${fault}@create-response`);
    const { ref } = await start(request);
    pass(60);
    expect(await look(ref)).toMatchObject({ state: "failed", error });
  });

  test("of many takes one call each, and stops when time is up", async () => {
    const { sandbox } = openAccount();
    const refs = [];
    for (let n = 0; n < 9; n++) refs.push((await start()).ref);
    sandbox.journal.clear();
    expect((await openai.check(refs, () => true)).size).toBe(9);
    expect(sandbox.journal.count("GET /openai/v1/responses/:id")).toBe(9);
    let left = 4;
    expect((await openai.check(refs, () => left-- > 0)).size).toBe(4);
  });

  test("says missing only where OpenAI itself says 404", async () => {
    openAccount();
    expect(await look("resp_404")).toEqual({ state: "missing" });
    server.use(http.get(`${url}/resp_1`, () => HttpResponse.html("<h1>404</h1>", { status: 404 })));
    expect(await look("resp_1")).toBeInstanceOf(ProviderError);
  });

  test.each(["429", "500", "html", "truncated"])("takes %s for trouble, not for an end", async (fault) => {
    const { sandbox } = openAccount();
    const { ref } = await start();
    sandbox.setFaults(`${fault}@get-response`);
    expect(await look(ref)).toBeInstanceOf(ProviderError);
  });
});

describe("a cancel", () => {
  test("stops a response, and is told of one that is over", async () => {
    const { pass } = openAccount();
    const { ref } = await start();
    const { ref: done } = await start();
    expect(await openai.cancel?.(ref)).toBe("canceled");
    expect(await look(ref)).toEqual({ state: "canceled" });
    pass(60);
    expect(await openai.cancel?.(done)).toBe("finished");
  });

  test.each<[string, () => Response, string]>([
    ["nothing", () => new HttpResponse(null, { status: 204 }), "requested"],
    ["a word", () => HttpResponse.json("ok"), "requested"],
    ["a word for its state", () => HttpResponse.json({ status: "CANCELED" }), "canceled"],
    ["a state under way", () => HttpResponse.json({ id: "resp_1", status: "cancelling" }), "requested"],
    ["a refusal", () => HttpResponse.json({ error: "it is over" }, { status: 409 }), "finished"],
  ])("that is answered with %s is understood", async (_what, answer, became) => {
    server.resetHandlers(http.post(`${url}/resp_1/cancel`, answer));
    expect(await openai.cancel?.("resp_1")).toBe(became);
  });

  test("where there is no such call is trouble, and says nothing of the response", async () => {
    server.resetHandlers(
      http.post(`${url}/resp_1/cancel`, () => HttpResponse.json({ error: "no" }, { status: 405 })),
    );
    await expect(openai.cancel?.("resp_1")).rejects.toMatchObject({ code: "rejected" });
  });

  test("of a response that nobody knows, or while OpenAI is down, is trouble", async () => {
    const { sandbox } = openAccount();
    await expect(openai.cancel?.("resp_404")).rejects.toMatchObject({ code: "not_found" });
    sandbox.setFaults("500@cancel-response");
    await expect(openai.cancel?.("resp_404")).rejects.toMatchObject({ code: "unavailable" });
  });
});

test("what a response was asked and answered can be removed, once", async () => {
  openAccount();
  const { ref } = await start(card);
  await openai.remove?.(ref);
  expect(await look(ref)).toMatchObject({ state: "missing" });
  await expect(openai.remove?.(ref)).rejects.toMatchObject({ code: "not_found" });
});
