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
      http.post(url, () => HttpResponse.json({ id: "video_1", status: "dreaming", created_at: 1 })),
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

  test.each<[object, string]>([
    [{ id: "video_1", object: "video", status: "queued", model: "sora-2" }, "video_1"],
    [{ id: "video_1", status: "processing", created: 1_795_567_000 }, "video_1"],
    [{ id: "video_1", created_at: "1795567000", status: "queued" }, "video_1"],
    [{ id: "video_1", created_at: "2026-11-25T00:00:00Z", status: "queued" }, "video_1"],
    [{ task_id: "4326", status: "queued" }, "4326"],
    [{ id: 4326 }, "4326"],
    [{ code: "success", message: "", data: { task_id: "t1", status: "NOT_START" } }, "t1"],
    [{ code: 200, data: [{ task_id: "t1", status: "submitted" }] }, "t1"],
    [
      { code: 0, message: "SUCCEED", request_id: "r1", data: { task_id: "t1", task_status: "submitted" } },
      "t1",
    ],
    [{ status: "success", data: { id: "t1", status: "processing" } }, "t1"],
    [{ status: "success", message: "submitted", data: { task_id: "t1" } }, "t1"],
    [{ code: "success", message: "", data: "task-1" }, "task-1"],
    [{ status: "success", data: { task_id: "t1", task_status: "processing" } }, "t1"],
    [{ status: "ok", data: { id: "t1", state: "generating" } }, "t1"],
    [{ id: "req-123", data: { id: "video_1" } }, "video_1"],
    [{ id: "t1", status: "success" }, "t1"],
    [{ id: "video_1", error: null, status: null, seconds: [], progress: {} }, "video_1"],
  ])("keeps the id that it is answered with, whatever else there is (case 03): %o", async (body, ref) => {
    server.resetHandlers(http.post(url, () => HttpResponse.json(body)));
    const started = await start();
    expect(started.ref).toBe(ref);
    expect(["queued", "running", undefined]).toContain(started.observation?.state);
  });

  test("keeps all digits of a number that is an id", async () => {
    server.resetHandlers(
      http.post(url, () => new HttpResponse('{"id": 1234567890123456789, "status": "queued"}')),
    );
    expect((await start()).ref).toBe("1234567890123456789");
  });

  test.each<[object, string, object]>([
    [{ error: { message: "Blocked by content moderation" } }, "moderation", { mayHaveWorked: false }],
    [{ error: "no such size" }, "rejected", { mayHaveWorked: false }],
    [{ code: 400, message: "no such size", data: null }, "rejected", { mayHaveWorked: false }],
    [{ code: 401, message: "invalid token" }, "not_authorized", { retryable: true, mayHaveWorked: false }],
    [{ code: 429, message: "slow down" }, "rate_limited", { retryable: true, mayHaveWorked: false }],
    [{ code: "insufficient_balance", message: "no money" }, "rejected", { mayHaveWorked: false }],
    [{ error: { code: "server_error" } }, "bad_response", { mayHaveWorked: true }],
    [{ message: "thank you" }, "bad_response", { mayHaveWorked: true }],
    [{}, "bad_response", { mayHaveWorked: true }],
    [[], "bad_response", { mayHaveWorked: true }],
    [{ id: ".." }, "bad_response", { mayHaveWorked: true }],
    [{ id: "x".repeat(3_000) }, "bad_response", { mayHaveWorked: true }],
  ])(
    "without an id is a refusal where the answer says so, else may have worked: %o",
    async (body, code, facts) => {
      server.resetHandlers(http.post(url, () => HttpResponse.json(body)));
      await expect(start()).rejects.toMatchObject({ code, facts });
    },
  );

  test("with a model that is not there names its setting: the operator's to mend, and not charged", async () => {
    const error = { code: "model_not_found", message: "No such model" };
    server.resetHandlers(http.post(url, () => HttpResponse.json({ error }, { status: 404 })));
    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining("OPENAI_VIDEO_MODELS"),
      refusal: { code: "misconfigured", retryable: true, charged: false },
    });
  });

  test("at a wrong address is the operator's to mend, and not charged", async () => {
    server.resetHandlers(http.post(url, () => HttpResponse.json({ detail: "Not Found" }, { status: 404 })));
    await expect(start()).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining("OPENAI_BASE_URL"),
      refusal: { retryable: true, charged: false },
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
