import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/lib/test-env";
import { bench } from "@/sandbox/test-bench";
import { ProviderError } from "../provider-error";
import { contextOf, lostStart, videoRequest } from "../test-videos";
import { openaiVideos } from "./openai-videos";

stubEnvironment();
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

describe("a lost start", () => {
  /** Videos alike, oldest first. */
  async function alike(count: number, wanted = request) {
    const refs: string[] = [];
    for (let n = 0; n < count; n++) refs.push((await start(wanted)).ref);
    return refs;
  }

  test("is the oldest of those alike that nobody else has", async () => {
    const { since, pass } = openAccount();
    const [first = "", second] = await alike(1);
    pass(5);
    const [third] = await alike(1);
    const found = await openaiVideos.find(lostStart(request, since, [first]));
    expect(second).toBeUndefined();
    expect(found).toMatchObject({ type: "found", started: { ref: third } });
    expect(await openaiVideos.find(lostStart(request, since))).toMatchObject({ started: { ref: first } });
  });

  test.each([
    ["prompt", { prompt: "Another fox" }],
    ["model", { model: "sora-2-pro" }],
    ["length", { seconds: 8 }],
    ["size", { size: "720x1280" }],
  ])("is not one of another %s", async (_what, fields) => {
    const { since } = openAccount();
    await start(videoRequest("openai-videos", fields));
    expect(await openaiVideos.find(lostStart(request, since))).toEqual({ type: "absent" });
  });

  test("is not one that was made before its intent", async () => {
    const { pass, now } = openAccount();
    await alike(1);
    pass(600);
    expect(await openaiVideos.find(lostStart(request, new Date(now())))).toEqual({ type: "absent" });
  });

  test("is found behind whole pages of others' work, and not looked for further back than its intent", async () => {
    const { since, sandbox, pass, now } = openAccount();
    const [ours] = await alike(1);
    await alike(120, videoRequest("openai-videos", { prompt: "Others'" }));
    expect(await openaiVideos.find(lostStart(request, since))).toMatchObject({ started: { ref: ours } });
    pass(3_600);
    sandbox.journal.clear();
    await openaiVideos.find(lostStart(request, new Date(now())));
    expect(sandbox.journal.count("GET /openai/v1/videos")).toBe(1);
  });

  test("with a picture cannot be told from its like, but where there is none it is absent", async () => {
    const { since } = openAccount();
    const withPicture = videoRequest("openai-videos", {}, ["user/a.jpg"]);
    expect(await openaiVideos.find(lostStart(withPicture, since))).toEqual({ type: "absent" });
    await alike(1);
    expect(await openaiVideos.find(lostStart(withPicture, since))).toEqual({ type: "unprovable" });
  });

  const now = Math.floor(Date.UTC(2026, 10, 21, 12) / 1_000);
  test.each<[string, Response]>([
    ["a list without prompts", HttpResponse.json({ data: [{ id: "v", status: "queued", created_at: now }] })],
    ["a list with rows in another shape", HttpResponse.json({ data: [{ name: "v" }] })],
    ["no list", HttpResponse.json({ detail: "Not Found" }, { status: 404 })],
    ["a list that may not be asked", HttpResponse.json({ error: "no" }, { status: 405 })],
  ])("proves nothing where there is %s", async (_what, answer) => {
    server.resetHandlers(http.get(url, () => answer));
    expect(await openaiVideos.find(lostStart(request, new Date(now * 1_000)))).toEqual({
      type: "unprovable",
    });
  });

  test.each(["500", "429", "html"])("is not called absent where the list answers %s", async (fault) => {
    const { sandbox, since } = openAccount();
    sandbox.setFaults(`${fault}@list-videos`);
    await expect(openaiVideos.find(lostStart(request, since))).rejects.toBeInstanceOf(ProviderError);
  });

  test("is known though its model is named by its snapshot", async () => {
    const row = { id: "v", status: "queued", created_at: now, seconds: 4, size: "1280x720" };
    const video = { ...row, model: "sora-2-2025-12-08", prompt: request.body.prompt };
    server.resetHandlers(http.get(url, () => HttpResponse.json({ data: [video] })));
    expect(await openaiVideos.find(lostStart(request, new Date(now * 1_000)))).toMatchObject({
      started: { ref: "v" },
    });
  });
});
