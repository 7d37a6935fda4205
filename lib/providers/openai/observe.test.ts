import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openai } from "./openai";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "http://sandbox.test/openai/v1";
const url = `${base}/responses/resp_1`;
const message = (...content: object[]) => ({ type: "message", role: "assistant", content });
const words = (text: string) => ({ type: "output_text", text, annotations: [] });
const refusal = { type: "refusal", refusal: "I can't help with that." };
const picture = { type: "image_generation_call", result: Buffer.from("picture").toString("base64") };
const usage = { total_tokens: 12, input_tokens: 2, output_tokens: 10 };
const ofCard = { metadata: { operation_id: "1", type: "card" } };

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
    });
  });

  test("that ended at its limit is one, cut short", async () => {
    const incomplete = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
    expect(await seen({ ...incomplete, output: [message(words("It is"))] })).toMatchObject({
      state: "succeeded",
      text: "It is",
      isCutShort: true,
    });
    expect(await seen({ ...incomplete, output: [] })).toMatchObject({
      state: "failed",
      error: { code: "no_result", charged: true },
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
    "without words is none: %o",
    async (fields) => {
      expect(await seen({ status: "completed", ...fields })).toMatchObject({
        state: "failed",
        error: { code: "no_result", retryable: true, charged: true },
      });
    },
  );

  test("of a status we do not know is trouble, not a failure", async () => {
    expect(await seen({ status: "dreaming" })).toMatchObject({ code: "bad_response" });
  });
});

describe("work that failed", () => {
  test.each([
    ["server_error", "server_error", true],
    ["rate_limit_exceeded", "rate_limit_exceeded", true],
    ["invalid_image", "invalid_image", false],
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
  test("is its pictures, and not the words that come with them", async () => {
    const output = [picture, message(words("Here it is."))];
    expect(await seen({ ...ofCard, status: "completed", output })).toEqual({
      state: "succeeded",
      files: [{ url: `${url}#image-0`, expiresAt: null }],
      tokensUsed: 12,
    });
  });

  test.each([
    ["failed", [message(words("I would rather write."))], { code: "no_result", charged: true }],
    ["refused", [message(refusal)], { code: "moderation", retryable: false }],
  ])("without a picture %s", async (_what, output, error) => {
    expect(await seen({ ...ofCard, status: "completed", output })).toMatchObject({ state: "failed", error });
  });
});

describe("a card's picture", () => {
  const open = (link: string) =>
    openai.open?.({ url: link, expiresAt: null }, {}, new AbortController().signal);

  test("is opened with its length", async () => {
    await seen({ status: "completed", output: [picture] });
    const response = await open(`${url}#image-0`);
    expect(response?.headers.get("content-length")).toBe("7");
    expect(await response?.text()).toBe("picture");
  });

  test("behind a revoked key is trouble with the key, not a dead link", async () => {
    for (const status of [401, 403]) {
      server.resetHandlers(http.get(url, () => HttpResponse.json({ error: { message: "no" } }, { status })));
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
