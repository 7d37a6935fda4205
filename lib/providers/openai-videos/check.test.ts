import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { ProviderError } from "../provider-error";
import { contextOf, videoRequest } from "@/tests/support/video-requests";
import { openaiVideos } from "./openai-videos";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const url = "http://sandbox.test/openai/v1/videos";
const lists = "GET /openai/v1/videos";
const singles = "GET /openai/v1/videos/:id";

/** A fresh account with so many videos, oldest first. */
async function accountWith(count: number, faults = "") {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  account.sandbox.setFaults(faults);
  const refs: string[] = [];
  for (let n = 0; n < count; n++) {
    const started = await openaiVideos.start(videoRequest("openai-videos"), contextOf("openai-videos"));
    refs.push(started.ref);
  }
  account.sandbox.setFaults("");
  account.sandbox.journal.clear();
  return { ...account, refs, asked: (route: string) => account.sandbox.journal.count(route) };
}

const check = (refs: readonly string[]) => openaiVideos.check(refs, () => true);
const look = async (refs: readonly string[]) => (await check(refs)).get(refs[0] ?? "");

/** What is made of a video of this state. */
async function seen(fields: Record<string, unknown>) {
  server.resetHandlers(http.get(`${url}/v`, () => HttpResponse.json({ id: "v", created_at: 1, ...fields })));
  return look(["v"]);
}

describe("a check", () => {
  test("tells queued, in progress with its progress, and done apart", async () => {
    const { refs, pass, now } = await accountWith(1);
    expect(await look(refs)).toEqual({ state: "queued", expectedAt: null });
    pass(15);
    expect(await look(refs)).toMatchObject({ state: "running", progress: expect.any(Number) });
    pass(25);
    const content = `${url}/${refs[0]}/content`;
    const done = await look(refs);
    expect(done).toMatchObject({
      state: "succeeded",
      files: [{ url: content }, { url: `${content}?variant=thumbnail`, isPoster: true }],
    });
    const expiresAt = done && "files" in done ? done.files[0]?.expiresAt : null;
    expect(expiresAt?.getTime()).toBeGreaterThan(now());
  });

  test("of 100 active videos is one list call", async () => {
    const { refs, sandbox, asked } = await accountWith(100);
    const answers = await check(refs);
    expect(answers.size).toBe(100);
    expect([asked(lists), sandbox.journal.count()]).toEqual([1, 1]);
  });

  test("of 250 is one list call a page", async () => {
    const { refs, sandbox } = await accountWith(250);
    expect((await check(refs)).size).toBe(250);
    expect(sandbox.journal.count()).toBe(3);
  });

  test("reads each page once for all batches of a run", async () => {
    const { refs, sandbox } = await accountWith(250);
    const run = {};
    const isOf = (batch: number) => (_ref: string, index: number) => index % 5 === batch;
    for (const batch of [0, 1, 2, 3, 4]) {
      const mine = refs.filter(isOf(batch));
      const answers = await openaiVideos.check(mine, () => true, run);
      expect([...answers.keys()].toSorted()).toEqual(mine.toSorted());
    }
    expect(sandbox.journal.count()).toBe(3);
  });

  test("asks anew for whoever asks again in the same run", async () => {
    const { refs, pass } = await accountWith(5);
    const run = {};
    await openaiVideos.check(refs, () => true, run);
    pass(15);
    for (const answer of (await openaiVideos.check(refs, () => true, run)).values())
      expect(answer).toMatchObject({ state: "running" });
  });

  test("finds what was begun after its run had read the list", async () => {
    const { refs, asked } = await accountWith(5);
    const run = {};
    await openaiVideos.check(refs, () => true, run);
    const later: string[] = [];
    for (let n = 0; n < 5; n++) {
      later.push((await openaiVideos.start(videoRequest("openai-videos"), contextOf("openai-videos"))).ref);
    }
    expect((await openaiVideos.check(later, () => true, run)).size).toBe(5);
    expect([asked(lists), asked(singles)]).toEqual([2, 0]);
  });

  test("begins the list anew once what was read of it is half a minute old", async () => {
    const { refs, asked } = await accountWith(10);
    const run = {};
    await openaiVideos.check(refs.slice(0, 5), () => true, run);
    const now = performance.now();
    const clock = vi.spyOn(performance, "now").mockReturnValue(now + 31_000);
    await openaiVideos.check(refs.slice(5), () => true, run);
    clock.mockRestore();
    expect([asked(lists), asked(singles)]).toEqual([2, 0]);
  });

  test("goes past pages of others' work while that is cheaper than to ask for each, and no further", async () => {
    const { refs, asked, sandbox } = await accountWith(330);
    await check(refs.slice(0, 30));
    // Three pages of others lie above: more than that was worth for thirty.
    expect([asked(lists), asked(singles)]).toEqual([4, 0]);
    sandbox.journal.clear();
    await check(refs.slice(0, 5));
    expect([asked(lists), asked(singles)]).toEqual([1, 5]);
  });

  test("of one or two asks for them alone", async () => {
    const { refs, asked } = await accountWith(2);
    await check(refs);
    expect([asked(lists), asked(singles)]).toEqual([0, 2]);
  });

  test("says missing where the provider itself answered 404, and of that one only", async () => {
    const { refs, request } = await accountWith(5);
    const [gone = "", ...others] = refs;
    await request("DELETE", `/openai/v1/videos/${gone}`);
    const answers = await check(refs);
    expect(answers.get(gone)).toEqual({ state: "missing" });
    for (const ref of others) expect(answers.get(ref)).toMatchObject({ state: "queued" });
  });

  test("does not take what a list does not show for missing", async () => {
    const { refs, asked } = await accountWith(5);
    server.use(http.get(url, () => HttpResponse.json({ data: [] })));
    for (const answer of (await check(refs)).values()) expect(answer).toMatchObject({ state: "queued" });
    expect(asked(singles)).toBe(5);
  });

  test.each([
    ["404", HttpResponse.json({ detail: "Not Found" }, { status: 404 })],
    ["a 404 that is a page", HttpResponse.html("<h1>Not Found</h1>", { status: 404 })],
    ["405", new HttpResponse(null, { status: 405 })],
    ["501", HttpResponse.json({ error: { message: "Not implemented" } }, { status: 501 })],
    ["a page", HttpResponse.html("<h1>Welcome</h1>")],
    ["something else", HttpResponse.json({ videos: {} })],
  ])("asks one by one where in the place of a list there is %s", async (_what, answer) => {
    const { refs, asked } = await accountWith(5);
    server.use(http.get(url, () => answer.clone()));
    for (const seen of (await check(refs)).values()) expect(seen).toMatchObject({ state: "queued" });
    expect(asked(singles)).toBe(5);
  });

  const busy = new HttpResponse(null, { status: 429, headers: { "retry-after": "20" } });
  test.each<[string, Response, object]>([
    ["429", busy, { code: "rate_limited", trouble: { retryAfterMs: 20_000 } }],
    ["500", new HttpResponse(null, { status: 500 }), { code: "unavailable" }],
    ["a broken connection", HttpResponse.error(), { code: "unreachable" }],
    ["a refused key", new HttpResponse(null, { status: 401 }), { code: "not_authorized" }],
    ["an empty account", new HttpResponse(null, { status: 402 }), { code: "payment_required" }],
  ])("does not answer a list call that ends in %s with a hail of single ones", async (_what, end, error) => {
    const { refs, asked } = await accountWith(50);
    let calls = 0;
    server.use(
      http.get(url, () => {
        calls++;
        return end.type === "error" ? HttpResponse.error() : end.clone();
      }),
    );
    const answers = await check(refs);
    expect([calls, asked(singles), answers.size]).toEqual([1, 0, 50]);
    for (const answer of answers.values()) expect(answer).toMatchObject(error);
  });

  test.each(["429", "500", "html", "truncated"])("takes %s for trouble, not for an end", async (fault) => {
    const { refs, sandbox } = await accountWith(1);
    sandbox.setFaults(`${fault}@get-video`);
    expect(await look(refs)).toBeInstanceOf(ProviderError);
  });

  test("takes a 404 that is a page for trouble: it is not the provider's", async () => {
    server.resetHandlers(http.get(`${url}/v`, () => HttpResponse.html("<h1>404</h1>", { status: 404 })));
    expect(await look(["v"])).toMatchObject({ code: "bad_response", facts: { retryable: true } });
  });

  test("asks about nothing once time is up", async () => {
    const { refs, sandbox } = await accountWith(5);
    expect((await openaiVideos.check(refs, () => false)).size).toBe(0);
    expect(sandbox.journal.count()).toBe(0);
  });
});

describe("a video", () => {
  test("that the provider let fail may be tried again; what it cost nobody says", async () => {
    const { refs, pass } = await accountWith(1, "failed@create-video");
    pass(60);
    expect(await look(refs)).toMatchObject({
      state: "failed",
      error: { code: "server_error", retryable: true, charged: null },
    });
  });

  test("against the rules is not tried again", async () => {
    const { refs, pass } = await accountWith(1, "moderation@create-video");
    pass(60);
    expect(await look(refs)).toMatchObject({
      state: "failed",
      error: { code: "moderation", retryable: false, charged: null },
    });
  });

  test("that failed without a word says so", async () => {
    expect(await seen({ status: "failed" })).toMatchObject({
      error: { code: "failed", message: expect.stringContaining("does not say why"), retryable: true },
    });
  });

  test("that failed over our input is not tried again, and its message carries no link", async () => {
    const error = { code: "invalid_image", message: "Cannot read http://app.test/a.jpg?signature=abc today" };
    expect(await seen({ status: "failed", error })).toMatchObject({
      error: { code: "rejected", message: "Cannot read (link) today", retryable: false },
    });
  });

  test("may lack everything but a status, and have more besides", async () => {
    expect(await seen({ status: "in_progress", mood: "good" })).toEqual({
      state: "running",
      progress: null,
      expectedAt: null,
    });
    expect(await seen({ status: "in_progress", progress: 170 })).toMatchObject({ progress: 100 });
  });
});
