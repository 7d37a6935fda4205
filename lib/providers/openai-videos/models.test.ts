import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { contextOf, videoRequest } from "@/tests/support/video-requests";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
beforeEach(() => server.resetHandlers(...bench().sandbox.handlers));
afterAll(() => server.close());

/** The adapter in this environment. */
async function inEnvironment(variables: Record<string, string | undefined>) {
  vi.resetModules();
  stubEnvironment(variables);
  return (await import("./openai-videos")).openaiVideos;
}

const now = new Date("2026-11-21T12:00:00Z");
const closed = { OPENAI_BASE_URL: "https://api.openai.com/v1" };

describe("the models", () => {
  test("are Sora's, and a larger one takes more sizes", async () => {
    const adapter = await inEnvironment({});
    expect(adapter.videoModels()).toEqual([
      { id: "sora-2", seconds: [4, 8, 12], sizes: ["720x1280", "1280x720"], isClosed: false },
      {
        id: "sora-2-pro",
        seconds: [4, 8, 12],
        sizes: ["720x1280", "1280x720", "1024x1792", "1792x1024"],
        isClosed: false,
      },
    ]);
  });

  test("are those of the configuration; unknown ones take what Sora takes", async () => {
    const adapter = await inEnvironment({ OPENAI_VIDEO_MODELS: "lynx-1" });
    expect(adapter.videoModels()).toMatchObject([{ id: "lynx-1", seconds: [4, 8, 12] }]);
  });

  test("are none without a key", async () => {
    expect((await inEnvironment({ OPENAI_API_KEY: undefined })).videoModels()).toEqual([]);
  });
});

describe("new videos", () => {
  test.each([
    ["OpenAI", closed],
    ["a region of OpenAI", { OPENAI_BASE_URL: "https://eu.api.openai.com/v1" }],
  ])("are refused at %s itself, before anything is asked", async (_what, variables) => {
    const adapter = await inEnvironment(variables);
    const reason = expect.stringContaining("OpenAI closed its Videos API on 24 September 2026.");
    expect(await adapter.refusal?.("sora-2", now)).toEqual(reason);
    expect(adapter.videoModels()).toMatchObject([{ isClosed: true }, { isClosed: true }]);
    await expect(
      adapter.start(videoRequest("openai-videos"), contextOf("openai-videos")),
    ).rejects.toMatchObject({
      code: "retired",
      message: reason,
      facts: { retryable: false, mayHaveWorked: false },
    });
  });

  test.each(["https://openai.com.evil.test/v1", "https://notopenai.com/v1", "https://gateway.test/v1"])(
    "are not refused for OpenAI's sake at %s",
    async (base) => {
      const adapter = await inEnvironment({
        OPENAI_VIDEO_BASE_URL: base,
        OPENAI_VIDEO_API_KEY: "key",
      });
      expect(adapter.videoModels()).toMatchObject([{ isClosed: false }, { isClosed: false }]);
    },
  );

  test("go to a gateway of their own, with its key, while the rest stays with OpenAI", async () => {
    const adapter = await inEnvironment({
      ...closed,
      OPENAI_VIDEO_BASE_URL: "http://sandbox.test/openai/v1",
      OPENAI_VIDEO_API_KEY: "sk-of-the-gateway",
    });
    expect(await adapter.refusal?.("sora-2", now)).toBeNull();
    const started = await adapter.start(videoRequest("openai-videos"), contextOf("openai-videos"));
    expect(started.ref).toMatch(/^video_/);
  });

  test("are refused without a key, which is named", async () => {
    const adapter = await inEnvironment({ OPENAI_API_KEY: undefined });
    expect(await adapter.refusal?.("sora-2", now)).toBe(
      "OpenAI Videos is not configured: OPENAI_API_KEY is missing.",
    );
  });

  test("of a gateway are not asked for with OpenAI's own key", async () => {
    const gateway = { OPENAI_VIDEO_BASE_URL: "https://gateway.test/v1", OPENAI_API_KEY: "sk-openai" };
    const adapter = await inEnvironment(gateway);
    expect(adapter.videoModels()).toEqual([]);
    expect(await adapter.refusal?.("sora-2", now)).toContain("OPENAI_VIDEO_API_KEY is missing");
  });
});
