import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "https://api.openai.com/v1";
const atOpenAi = { OPENAI_BASE_URL: base };

describe("new work", () => {
  const refusals = async (variables: Record<string, string | undefined>, model: string) => {
    vi.resetModules();
    stubEnvironment({ ...atOpenAi, ...variables });
    const adapter = (await import("./openai")).openai;
    return adapter.refusal?.(model, new Date("2026-12-20T12:00:00Z"));
  };

  test.each([
    ["gpt-5", "gpt-5 was shut down on 11 December 2026. Set CHAT_MODEL to another model."],
    ["gpt-6-luna", null],
    [
      "gpt-5 + gpt-image-2",
      "gpt-5 was shut down on 11 December 2026. Set PRODUCT_CARD_MODEL to another model.",
    ],
    [
      "gpt-6-luna + gpt-image-1.5",
      "gpt-image-1.5 was shut down on 1 December 2026. Set IMAGE_MODEL to another model.",
    ],
    ["gpt-6-luna + gpt-image-2", null],
  ])("with %s: %s", async (model, reason) => {
    server.resetHandlers(http.get(`${base}/models`, () => HttpResponse.error()));
    expect(await refusals({}, model)).toBe(reason);
  });

  test("names every setting that names the model", async () => {
    server.resetHandlers(http.get(`${base}/models`, () => HttpResponse.error()));
    const all = { CHAT_MODEL: "gpt-5", STORY_MODEL: "gpt-5", PRODUCT_CARD_MODEL: "gpt-5" };
    const since = "gpt-5 was shut down on 11 December 2026.";
    expect(await refusals(all, "gpt-5")).toBe(`${since} Set CHAT_MODEL and STORY_MODEL to another model.`);
    expect(await refusals({ STORY_MODEL: "gpt-5" }, "gpt-5")).toBe(
      `${since} Set STORY_MODEL to another model.`,
    );
    expect(await refusals(all, "gpt-5 + gpt-image-2")).toBe(
      `${since} Set PRODUCT_CARD_MODEL and STORY_MODEL to another model.`,
    );
  });

  test("is refused without a key, which is named", async () => {
    expect(await refusals({ OPENAI_API_KEY: "" }, "gpt-6-luna")).toBe(
      "OpenAI is not configured: OPENAI_API_KEY is missing.",
    );
  });
});
