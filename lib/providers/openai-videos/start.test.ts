import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { contextOf, lostStart, videoRequest } from "@/tests/support/video-requests";
import { openaiVideos } from "./openai-videos";

stubEnvironment({ OPENAI_API_KEY: "sk-tests" });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => vi.restoreAllMocks());
afterAll(() => server.close());

const url = "http://sandbox.test/openai/v1/videos";
const request = videoRequest("openai-videos");
const start = (wanted = request, files: readonly string[] = []) =>
  openaiVideos.start(wanted, contextOf("openai-videos", files));

function openAccount() {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  return { ...account, since: new Date(account.now()) };
}

/** What a create call sends, with our own answer to it. */
async function sent(files: readonly string[] = []) {
  let body: unknown;
  let headers = new Headers();
  server.resetHandlers(
    http.post(url, async (call) => {
      ({ headers } = call.request);
      body = await call.request.json();
      return HttpResponse.json({ id: "video_1", status: "queued", created_at: 1 });
    }),
  );
  await start(request, files);
  return { body, headers };
}

describe("a start", () => {
  test("sends the prompt, the model, the length as text and the size, and our key", async () => {
    const { body, headers } = await sent();
    expect(body).toEqual({
      model: "sora-2",
      prompt: "A fox crosses a frozen lake",
      seconds: "4",
      size: "1280x720",
    });
    expect(headers.get("authorization")).toBe("Bearer sk-tests");
  });

  test("with a picture sends a link to it", async () => {
    expect((await sent(["user/a.jpg"])).body).toMatchObject({
      input_reference: { image_url: "http://app.test/api/files/user/a.jpg?signature=abc" },
    });
  });

  test("gives the video's id, and what its status says", async () => {
    openAccount();
    expect(await start()).toEqual({
      ref: expect.stringMatching(/^video_/),
      observation: { state: "queued", expectedAt: null },
    });
  });

  test("keeps the id of a video whose status nobody knows", async () => {
    server.resetHandlers(
      http.post(url, () => HttpResponse.json({ id: "video_1", status: "pending", created_at: 1 })),
    );
    expect(await start()).toEqual({ ref: "video_1", observation: null });
  });

  test("against the rules is refused as moderation, was not charged and did not happen", async () => {
    openAccount();
    const asking = start(videoRequest("openai-videos", { prompt: "[[forbidden]]" }));
    await expect(asking).rejects.toMatchObject({
      code: "moderation",
      facts: { retryable: false, mayHaveWorked: false },
      refusal: { code: "moderation", charged: false },
    });
  });

  test("of a size the model does not take is refused in the provider's words", async () => {
    openAccount();
    await expect(start(videoRequest("openai-videos", { size: "1024x1792" }))).rejects.toMatchObject({
      code: "rejected",
      message: expect.stringContaining("needs sora-2-pro"),
    });
  });

  test.each(["504-after-success", "drop-after-success", "truncated", "html"])(
    "whose answer was lost by %s may have worked, and is found again",
    async (fault) => {
      const { sandbox, since } = openAccount();
      sandbox.setFaults(fault);
      const facts = { retryable: true, mayHaveWorked: true };
      await expect(start()).rejects.toMatchObject({ facts });
      sandbox.setFaults("");
      const found = await openaiVideos.find(lostStart(request, since));
      expect(found.type).toBe(fault === "html" ? "absent" : "found");
    },
  );
});
