import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardedByFetch } from "@/tests/support/intercept-fetch";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openai } from "./openai";

stubEnvironment();
guardedByFetch();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "http://sandbox.test/openai/v1";
const url = `${base}/responses/resp_1`;
const message = (...content: object[]) => ({ type: "message", role: "assistant", content });
const words = (text: string) => ({ type: "output_text", text, annotations: [] });
const refusal = { type: "refusal", refusal: "I can't help with that." };
const bytes = "picture".repeat(50);
const picture = { type: "image_generation_call", result: Buffer.from(bytes).toString("base64") };
const usage = { total_tokens: 12, input_tokens: 2, output_tokens: 10 };

/** What is made of a response with these fields. */
async function seen(fields: Record<string, unknown>) {
  server.resetHandlers(http.get(url, () => HttpResponse.json({ id: "resp_1", usage, ...fields })));
  return (await openai.check(["resp_1"], () => true)).get("resp_1");
}

describe("an answer", () => {
  test("is all its words, in their order, with the tokens it took", async () => {
    const output = [
      { type: "reasoning", summary: [] },
      message(words("It is "), words("blue.")),
      message(words("!")),
    ];
    expect(await seen({ status: "completed", output })).toEqual({
      state: "succeeded",
      files: [],
      text: "It is blue.!",
      tokensUsed: 12,
      tokens: { input: 2, output: 10 },
    });
  });

  test("that ended at its limit is one, cut short", async () => {
    const incomplete = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
    expect(await seen({ ...incomplete, output: [message(words("It is"))] })).toMatchObject({
      state: "succeeded",
      text: "It is",
      isCutShort: true,
    });
    expect(await seen({ ...incomplete, output: [] })).toEqual({
      state: "succeeded",
      files: [],
      isCutShort: true,
      tokensUsed: 12,
      tokens: { input: 2, output: 10 },
    });
  });

  test.each([
    ["a refusal", { status: "completed", output: [message(refusal)] }, "I can't help with that."],
    [
      "stopped by the filter",
      {
        status: "incomplete",
        incomplete_details: { reason: "content_filter" },
        output: [message(words("It"))],
      },
      expect.stringContaining("filter"),
    ],
  ])(
    "that is %s failed by the rules, and was charged if tokens were counted",
    async (_what, fields, text) => {
      const error = { code: "moderation", message: text, retryable: false, charged: true };
      expect(await seen(fields)).toEqual({ state: "failed", error });
      const uncounted = { ...fields, usage: { total_tokens: 0 } };
      expect(await seen(uncounted)).toMatchObject({ error: { charged: false } });
      expect(await seen({ ...fields, usage: null })).toMatchObject({ error: { charged: null } });
    },
  );

  test.each([{ output: [] }, { output: null }, { output: [message(words("  "))] }])(
    "without words has none: whether that is enough is not for OpenAI's reader to say: %o",
    async (fields) => {
      expect(await seen({ status: "completed", ...fields })).toEqual({
        state: "succeeded",
        files: [],
        tokensUsed: 12,
        tokens: { input: 2, output: 10 },
      });
    },
  );

  test("of a status we do not know is done where there is something, else under way", async () => {
    expect(await seen({ status: "dreaming" })).toEqual({
      state: "running",
      progress: null,
      expectedAt: null,
    });
    expect(await seen({ status: "dreamt", output: [message(words("Blue."))] })).toMatchObject({
      state: "succeeded",
      text: "Blue.",
    });
    expect(await seen({ output: [picture] })).toMatchObject({ state: "succeeded", files: [{}] });
  });

  test("refused beside words is those words", async () => {
    const both = [message(words("Blue."), refusal)];
    expect(await seen({ status: "completed", output: both })).toMatchObject({
      state: "succeeded",
      text: "Blue.",
    });
  });
});

describe("work that failed", () => {
  test.each([
    ["server_error", "server_error", true],
    ["rate_limit_exceeded", "rate_limit_exceeded", true],
    ["invalid_image", "rejected", false],
    ["image_content_policy_violation", "moderation", false],
    ["bio_policy", "moderation", false],
  ])("by %s is %s, retryable %s", async (code, ours, retryable) => {
    const failed = { status: "failed", error: { code, message: "Because." } };
    const error = { code: ours, message: "Because.", retryable, charged: true };
    expect(await seen(failed)).toEqual({ state: "failed", error });
    for (const usage of [null, undefined]) {
      expect(await seen({ ...failed, usage })).toMatchObject({ error: { charged: null } });
    }
    expect(await seen({ ...failed, usage: { total_tokens: 0 } })).toMatchObject({
      error: { charged: false },
    });
  });

  test("without a word says so", async () => {
    expect(await seen({ status: "failed", error: null })).toMatchObject({
      error: { code: "failed", message: expect.stringContaining("does not say why") },
    });
  });
});

describe("a card", () => {
  test("is its pictures, with the words that come with them, whatever its metadata", async () => {
    const output = [picture, message(words("Here it is."), refusal), picture];
    expect(await seen({ status: "completed", output })).toEqual({
      state: "succeeded",
      files: [0, 1].map((n) => ({ url: `${url}#image-${n}`, expiresAt: null })),
      text: "Here it is.",
      tokensUsed: 12,
      tokens: { input: 2, output: 10 },
    });
  });

  test("without a picture is the words alone, and refused is moderation", async () => {
    const output = [message(words("I would rather write."))];
    const answer = await seen({ status: "completed", output });
    expect(answer).toMatchObject({ state: "succeeded", files: [], text: "I would rather write." });
    expect(await seen({ status: "completed", output: [message(refusal)] })).toMatchObject({
      state: "failed",
      error: { code: "moderation", retryable: false },
    });
  });

  const base64 = picture.result;
  test.each([
    { type: "image_generation_call", result: `data:image/png;base64,${base64}` },
    { type: "image_generation_call", b64_json: base64, result: null },
    {
      type: "message",
      content: [{ type: "image_url", image_url: { url: `data:image/png;base64,${base64}` } }],
    },
    { type: "message", content: [{ type: "output_image", image_base64: base64 }] },
  ])("has its picture wherever a gateway puts it: %o", async (item) => {
    expect(await seen({ status: "completed", output: [item] })).toMatchObject({ files: [{}] });
    const response = await openai.open?.(
      { url: `${url}#image-0`, expiresAt: null },
      {},
      AbortSignal.timeout(5_000),
    );
    expect(await response?.text()).toBe(bytes);
  });

  test("behind a link is opened there, without our key", async () => {
    const link = "https://cdn.test/card.png";
    const answer = await seen({
      status: "completed",
      output: [{ type: "image_generation_call", result: link }],
    });
    expect(answer).toMatchObject({ files: [{ url: `${url}#image-0`, alternatives: [link] }] });
    let key: string | null = "";
    server.use(
      http.get(link, ({ request }) => {
        key = request.headers.get("authorization");
        return new HttpResponse("picture");
      }),
    );
    const response = await openai.open?.(
      { url: `${url}#image-0`, expiresAt: null },
      {},
      AbortSignal.timeout(5_000),
    );
    expect([await response?.text(), key]).toEqual(["picture", null]);
  });

  test("is small where it begins like a picture", async () => {
    const pixel =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    const item = { type: "image_generation_call", result: pixel };
    expect(await seen({ status: "completed", output: [item] })).toMatchObject({ files: [{}] });
  });

  test("whose filter stands in its place is against the rules, and other words are told", async () => {
    const output = [{ type: "image_generation_call", result: "content_filtered" }];
    expect(await seen({ status: "completed", output })).toMatchObject({
      state: "failed",
      error: { code: "moderation", message: expect.stringContaining("content_filtered"), retryable: false },
    });
    const other = [{ type: "image_generation_call", result: "the_drawing_tool_was_not_available" }];
    expect(await seen({ status: "completed", output: other })).toMatchObject({
      state: "succeeded",
      files: [],
      text: "the_drawing_tool_was_not_available",
    });
  });

  test.each([
    { result: "failed" },
    { result: "no picture" },
    { result: null },
    { result: 7 },
    {},
    { result: "image_generation_not_available" },
    { result: "word ".repeat(200) },
    { result: `${"A".repeat(500)}!` },
  ])("has no picture where there are words or nothing: %o", async (fields) => {
    const item = { type: "image_generation_call", ...fields };
    expect(await seen({ status: "completed", output: [item] })).toMatchObject({ files: [] });
  });
});

describe("a card's picture", () => {
  const open = (link: string) =>
    openai.open?.({ url: link, expiresAt: null }, {}, new AbortController().signal);

  test("is opened with its length", async () => {
    await seen({ status: "completed", output: [picture] });
    const response = await open(`${url}#image-0`);
    expect(response?.headers.get("content-length")).toBe("350");
    expect(await response?.text()).toBe(bytes);
  });

  test("behind a revoked key is trouble with the key, not a dead link", async () => {
    for (const status of [401, 403]) {
      server.resetHandlers(
        http.get(url, () =>
          HttpResponse.json({ error: { message: "Your API key was revoked." } }, { status }),
        ),
      );
      await expect(open(`${url}#image-0`)).rejects.toMatchObject({
        code: "not_authorized",
        facts: { retryable: true },
      });
    }
  });

  test("that is gone, with its response or alone, says so", async () => {
    await seen({ status: "completed", output: [] });
    expect((await open(`${url}#image-0`))?.status).toBe(410);
    server.resetHandlers(
      http.get(url, () => HttpResponse.json({ error: { message: "no" } }, { status: 404 })),
    );
    expect((await open(`${url}#image-0`))?.status).toBe(404);
  });

  test.each([
    "http://elsewhere.test/openai/v1/responses/resp_1#image-0",
    `${base}/videos/v/content`,
    `${base}/responses/a/b#image-0`,
    url,
  ])("does not lie at %s: nothing is asked", async (link) => {
    server.resetHandlers();
    await expect(open(link)).rejects.toMatchObject({ code: "rejected" });
  });
});

describe("an answer whose message is still being written", () => {
  const output = [{ ...message(words("It is")), status: "in_progress" }];
  test.each([undefined, null, "dreaming"])("is under way where its own state is %s", async (status) => {
    expect(await seen({ status, output })).toMatchObject({ state: "running" });
  });

  test("is done where its own state says so", async () => {
    expect(await seen({ status: "completed", output })).toMatchObject({ state: "succeeded", text: "It is" });
  });

  test("is under way in an envelope that speaks of the call", async () => {
    const response = { id: "resp_1", status: "in_progress", output: [] };
    expect(await seen({ id: undefined, status: "success", response })).toMatchObject({ state: "running" });
    const data = { id: "resp_1", status: "queued" };
    expect(await seen({ id: undefined, status: "ok", data })).toMatchObject({ state: "queued" });
  });

  test("is not made of remarks on what goes well", async () => {
    expect(await seen({ status: "dreaming", message: "Working on it" })).toMatchObject({ state: "running" });
    expect(await seen({ status: "completed", message: "success" })).not.toHaveProperty("text");
  });
});

describe("an answer of a gateway (case 07)", () => {
  const done = { status: "completed", output: [message(words("Hello"))] };
  const text = (content: unknown) => ({ status: "completed", output: [{ type: "message", content }] });

  test.each<[string, Record<string, unknown>, object]>([
    ["a text that is null", text([{ type: "output_text", text: null }, words("Hello")]), {}],
    ["a refusal that is null", text([{ ...words("Hello"), refusal: null }]), {}],
    ["a refusal of its own that is null", text([words("Hello"), { type: "refusal", refusal: null }]), {}],
    ["content that is text", text("Hello"), {}],
    ["content in parts of text", text(["Hel", "lo"]), {}],
    ["one part that is no list", text(words("Hello")), {}],
    ["the SDK's output_text", { status: "completed", output: null, output_text: "Hello" }, {}],
    ["output that is text", { status: "completed", output: "Hello" }, {}],
    [
      "a chat's choices",
      { status: "completed", choices: [{ message: { role: "assistant", content: "Hello" } }] },
      {},
    ],
    [
      "reasoning with text as its content",
      { status: "completed", output: [{ type: "reasoning", content: "Hm" }, message(words("Hello"))] },
      {},
    ],
    ["nulls in its output", { status: "completed", output: [null, 7, "", message(words("Hello"))] }, {}],
    ["content beside its state", { status: "completed", content: "Hello" }, {}],
    ["content in parts beside its state", { status: "completed", content: [words("Hello")] }, {}],
    ["a message that is text", { status: "completed", message: "Hello" }, {}],
    ["a message beside its state", { status: "completed", message: { content: "Hello" } }, {}],
    ["a text beside its state", { status: "completed", output: [], text: "Hello" }, {}],
    ["OpenAI's settings for text", { ...done, text: { format: { type: "text" } } }, {}],
    ["an error that is text and empty", { ...done, error: "" }, {}],
    ["metadata with numbers", { ...done, metadata: { operation_id: 7, n: null } }, {}],
    ["metadata that is text", { ...done, metadata: "x" }, {}],
    ["a state in capitals", { ...done, status: "COMPLETED" }, {}],
    ["another word for its state", { ...done, status: "succeeded" }, {}],
    ["an envelope", { code: "success", data: { id: "resp_1", ...done }, id: undefined }, {}],
    [
      "usage in parts",
      { ...done, usage: { input_tokens: 3, output_tokens: 4 } },
      { tokensUsed: 7, tokens: { input: 3, output: 4 } },
    ],
    [
      "a total that is null",
      { ...done, usage: { prompt_tokens: "3", completion_tokens: 4, total_tokens: null } },
      { tokensUsed: 7, tokens: { input: 3, output: 4 } },
    ],
  ])("is read with %s", async (_what, fields, more) => {
    expect(await seen({ usage: null, ...fields })).toEqual({
      state: "succeeded",
      files: [],
      text: "Hello",
      ...more,
    });
  });

  test.each([null, {}, "7", { total_tokens: -1 }, { total_tokens: "many" }])(
    "with usage %o counts no tokens",
    async (usage) => {
      expect(await seen({ ...done, usage })).toEqual({ state: "succeeded", files: [], text: "Hello" });
    },
  );

  test.each<[Record<string, unknown>, object]>([
    [{ error: "upstream died" }, { code: "failed", message: "upstream died" }],
    [{ error: { code: 500, message: "upstream died" } }, { code: "500", message: "upstream died" }],
    [
      { error: { code: 400, message: "Blocked by our content policy" } },
      { code: "moderation", retryable: false },
    ],
    [{ error: ["a", { message: "b" }] }, { message: "a b" }],
    [{ fail_reason: "upstream died" }, { message: "upstream died" }],
    [{ error: { metadata: { raw: "x" } } }, { code: "failed" }],
  ])("that failed with %o says so in those words", async (fields, error) => {
    for (const status of ["failed", "FAILED", "error"]) {
      expect(await seen({ status, output: [], ...fields })).toMatchObject({ state: "failed", error });
    }
  });

  test("that is finished with an error and nothing else has failed", async () => {
    const fields = { status: "completed", output: [], error: "upstream died" };
    expect(await seen(fields)).toMatchObject({ state: "failed", error: { message: "upstream died" } });
  });

  test.each([
    ["expired", { state: "failed", error: { code: "expired", retryable: true } }],
    ["canceled", { state: "canceled" }],
    ["processing", { state: "running" }],
    ["pending", { state: "queued" }],
    ["content_filtered", { state: "failed", error: { code: "moderation" } }],
  ])("whose state is %s is %o", async (status, expected) => {
    expect(await seen({ status, output: [] })).toMatchObject(expected);
  });

  test.each([{ code: 404, message: "no such task" }, { error: { code: 404, message: "no such task" } }])(
    "that says with 200 what others say with a status means the same: %o",
    async (body) => {
      server.resetHandlers(http.get(url, () => HttpResponse.json(body)));
      expect((await openai.check(["resp_1"], () => true)).get("resp_1")).toEqual({ state: "missing" });
    },
  );

  test.each([{}, [], "soon", 7, null])("that says nothing is trouble: %o", async (body) => {
    server.resetHandlers(http.get(url, () => HttpResponse.json(body)));
    expect((await openai.check(["resp_1"], () => true)).get("resp_1")).toMatchObject({
      code: "bad_response",
    });
  });

  test.each([400, 422])("with %i in its own words ends the work with them", async (status) => {
    const body = { error: { code: "imagine:content-moderated", message: "Content moderated." } };
    server.resetHandlers(http.get(url, () => HttpResponse.json(body, { status })));
    expect((await openai.check(["resp_1"], () => true)).get("resp_1")).toMatchObject({
      state: "failed",
      error: { code: "moderation", retryable: false, message: expect.stringContaining("Content moderated.") },
    });
  });
});
