import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { ProviderError } from "../provider-error";
import { contextOf, lostStart, videoRequest } from "@/tests/support/video-requests";
import { openaiVideos } from "./openai-videos";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const url = "http://sandbox.test/openai/v1/videos";
const lists = "GET /openai/v1/videos";
const request = videoRequest("openai-videos");
const start = (wanted = request) => openaiVideos.start(wanted, contextOf("openai-videos", wanted.files));

function openAccount() {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  return { ...account, since: new Date(account.now()) };
}

describe("a lost start", () => {
  test("is the oldest of those alike that nobody else has", async () => {
    const { since, pass } = openAccount();
    const { ref: first } = await start();
    pass(5);
    const { ref: second } = await start();
    expect(await openaiVideos.find(lostStart(request, since))).toMatchObject({ started: { ref: first } });
    expect(await openaiVideos.find(lostStart(request, since, [first]))).toMatchObject({
      type: "found",
      started: { ref: second },
    });
    expect(await openaiVideos.find(lostStart(request, since, [first, second]))).toMatchObject({
      type: "absent",
    });
  });

  test.each([
    ["a tidied prompt", { prompt: "A fox crosses a frozen lake " }],
    ["another prompt", { prompt: "Another fox" }],
    ["another model", { model: "sora-2-pro" }],
    ["another length", { seconds: 8 }],
    ["another size", { size: "720x1280" }],
  ])("may be one of %s, as long as no other operation of ours has it", async (_what, fields) => {
    const { since } = openAccount();
    const { ref } = await start(videoRequest("openai-videos", fields));
    expect(await openaiVideos.find(lostStart(request, since))).toEqual({ type: "unprovable" });
    expect(await openaiVideos.find(lostStart(request, since, [ref]))).toMatchObject({ type: "absent" });
  });

  test("is not one that was made before its intent", async () => {
    const { pass, now } = openAccount();
    await start();
    pass(600);
    expect(await openaiVideos.find(lostStart(request, new Date(now())))).toMatchObject({ type: "absent" });
  });

  test("is found behind whole pages of others' work, and not looked for further back than its intent", async () => {
    const { since, sandbox, pass, now } = openAccount();
    const { ref } = await start();
    for (let n = 0; n < 120; n++) {
      pass(1);
      await start(videoRequest("openai-videos", { prompt: "Others'" }));
    }
    expect(await openaiVideos.find(lostStart(request, since))).toMatchObject({ started: { ref } });
    pass(3_600);
    sandbox.journal.clear();
    expect(await openaiVideos.find(lostStart(request, new Date(now())))).toMatchObject({ type: "absent" });
    expect(sandbox.journal.count(lists)).toBe(1);
  });

  test("with a picture cannot be told from its like, but where there is none it is absent", async () => {
    const { since } = openAccount();
    const withPicture = videoRequest("openai-videos", {}, ["user/a.jpg"]);
    expect(await openaiVideos.find(lostStart(withPicture, since))).toMatchObject({ type: "absent" });
    await start();
    expect(await openaiVideos.find(lostStart(withPicture, since))).toEqual({ type: "unprovable" });
  });

  test.each(["500", "429", "html"])("is not called absent where the list answers %s", async (fault) => {
    const { sandbox, since } = openAccount();
    sandbox.setFaults(`${fault}@list-videos`);
    await expect(openaiVideos.find(lostStart(request, since))).rejects.toBeInstanceOf(ProviderError);
  });
});

describe("in a list", () => {
  const now = Math.floor(Date.UTC(2026, 10, 21, 12) / 1_000);
  const hour = 3_600;
  const ours = { ...request.body, status: "queued", created_at: now };
  const find = () => openaiVideos.find(lostStart(request, new Date(now * 1_000)));
  const row = (id: string, created: number) => ({ id, status: "queued", created_at: created });

  /** A place that gives these pages, whatever order it is asked for; the last again and again. */
  function pagesOf(...pages: object[][]) {
    const asked: Array<string | null> = [];
    server.resetHandlers(
      http.get(url, ({ request: { url: href } }) => {
        asked.push(new URL(href).searchParams.get("after"));
        const data = pages[asked.length - 1] ?? pages.at(-1);
        return HttpResponse.json({ data, has_more: asked.length < pages.length });
      }),
    );
    return asked;
  }

  test.each<[string, Response]>([
    ["a list without prompts", HttpResponse.json({ data: [row("v", now)] })],
    ["a list with rows in another shape", HttpResponse.json({ data: [{ name: "v" }] })],
    ["no list", HttpResponse.json({ detail: "Not Found" }, { status: 404 })],
    ["a list that may not be asked", HttpResponse.json({ error: "no" }, { status: 405 })],
    ["a list that nobody has made yet", HttpResponse.json({ error: "no" }, { status: 501 })],
  ])("nothing is proven where there is %s", async (_what, answer) => {
    server.resetHandlers(http.get(url, () => answer));
    expect(await find()).toEqual({ type: "unprovable" });
  });

  test("it is known though its model is named by its snapshot", async () => {
    pagesOf([{ ...ours, id: "v", seconds: "4", model: "sora-2-2025-12-08" }]);
    expect(await find()).toMatchObject({ type: "found", started: { ref: "v" } });
  });

  test.each([
    ["oldest first", [row("a", now - 9 * hour), row("b", now - 8 * hour)]],
    ["in no order", [row("a", now - 8 * hour), row("b", now - 9 * hour), row("c", now - 7 * hour)]],
    ["of one moment", [row("a", now - 8 * hour), row("b", now - 8 * hour)]],
    ["one a page", [row("a", now - 8 * hour)]],
  ])("that comes %s it is found on the second page", async (_what, first) => {
    const asked = pagesOf(first, [{ ...ours, id: "v" }]);
    expect(await find()).toMatchObject({ type: "found", started: { ref: "v" } });
    expect(asked).toEqual([null, first.at(-1)?.id]);
  });

  test("that comes oldest first and ends without it, it is absent", async () => {
    pagesOf([row("a", now - 9 * hour), row("b", now - 8 * hour)], [row("c", now - 7 * hour)]);
    expect(await find()).toMatchObject({ type: "absent" });
  });

  const mine = { ...request.body, id: "v", status: "queued" };
  test.each<[string, object]>([
    ["as text", { created_at: String(now) }],
    ["in ISO 8601", { created_at: new Date(now * 1_000).toISOString() }],
    ["under another name", { created: now }],
    ["not at all", {}],
  ])("it is known though its time is given %s", async (_how, fields) => {
    pagesOf([{ ...mine, seconds: "4s", ...fields }]);
    expect(await find()).toMatchObject({ type: "found", started: { ref: "v" } });
  });

  test("one that does not say when it was made may be ours: it is not absent, as long as nobody has it", async () => {
    const { created_at: _, ...timeless } = row("a", now);
    pagesOf([timeless]);
    expect(await find()).toEqual({ type: "unprovable" });
    const lost = lostStart(request, new Date(now * 1_000), ["a"]);
    pagesOf([timeless]);
    expect(await openaiVideos.find(lost)).toMatchObject({ type: "absent" });
  });

  test("of those alike, one that is surely of then comes first", async () => {
    pagesOf([
      { ...mine, id: "timeless" },
      { ...mine, created_at: now },
    ]);
    expect(await find()).toMatchObject({ started: { ref: "v" } });
  });

  test.each([
    ["a bare list", [{ ...mine }]],
    ["an envelope", { code: 0, data: { items: [{ ...mine }], total: 1 } }],
    ["a list of another name", { videos: [{ ...mine }] }],
  ])("it is found in %s", async (_what, body) => {
    server.resetHandlers(http.get(url, () => HttpResponse.json(body)));
    expect(await find()).toMatchObject({ type: "found", started: { ref: "v" } });
  });

  test.each([{ data: [] }, { data: [null], has_more: false }, [], { data: [row("a", now - 9 * hour)] }])(
    "that does not say whether it is whole, it is not called absent: %o",
    async (body) => {
      server.resetHandlers(http.get(url, () => HttpResponse.json(body)));
      expect(await find()).toEqual({ type: "unprovable" });
    },
  );

  test("that gives the same page for ever it is not called absent", async () => {
    let calls = 0;
    const page = { data: [row("a", now - 9 * hour), row("b", now - 8 * hour)], has_more: true };
    server.resetHandlers(
      http.get(url, () => {
        calls++;
        return HttpResponse.json(page);
      }),
    );
    expect(await find()).toEqual({ type: "unprovable" });
    expect(calls).toBeLessThan(4);
  });
});
