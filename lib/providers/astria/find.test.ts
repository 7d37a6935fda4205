import { randomUUID } from "node:crypto";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { lostStart, newContext, promptRequest, tuneRequest } from "@/tests/support/astria-requests";
import { astria } from "./astria";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

type Row = Record<string, unknown> | null | string;
/** What a place answers to a list: rows, or something else. */
type List = readonly Row[] | (() => Response);

const since = new Date("2026-11-25T00:00:00Z");
const later = "2026-11-25T00:00:05.000Z";
const earlier = "2026-11-24T12:00:00.000Z";
const operationId = "3f0c2b2a-6c58-4f0e-9a56-2f1d9d1c7a10";
const { callbackUrl } = newContext(operationId);
const another = newContext().callbackUrl;
const lora = promptRequest("tune:4711", 1_003);
const text = "<lora:4711:1> ohwx woman, scene 1003";
const notFound = () => HttpResponse.json({ error: "Not Found" }, { status: 404 });

let asked: string[] = [];

/** A place with these lists, each paged by `before_id` as Astria does; what is not there is not found. */
function place(lists: Readonly<Record<string, List>>) {
  asked = [];
  const answer = (path: string) => {
    return ({ request }: { request: Request }) => {
      asked.push(path);
      const list = lists[path] ?? notFound;
      if (typeof list === "function") return list();
      const before = Number(new URL(request.url).searchParams.get("before_id") ?? Infinity);
      const idOf = (row: Row) => Number(row !== null && typeof row === "object" ? row["id"] : Number.NaN);
      return HttpResponse.json(list.filter((row) => !(idOf(row) >= before)).slice(0, 120));
    };
  };
  server.resetHandlers(
    ...["/prompts", "/tunes/1504944/prompts", "/tunes/4711/prompts", "/tunes"].map((path) =>
      http.get(`http://sandbox.test/astria${path}`, answer(path)),
    ),
  );
}

const find = (taken: readonly string[] = [], request = lora) =>
  astria.find({
    ...lostStart(request, operationId, since),
    taken: async (refs) => new Set(taken.filter((ref) => refs.includes(ref))),
  });
const ours = { id: 9001, tune_id: 1_504_944, callback: callbackUrl, created_at: later };
const foreign = { id: 9002, callback: another, created_at: later };
const found = (ref: string) => ({ type: "found", started: { ref } });

describe("a lost prompt is found (case 09)", () => {
  test.each([
    ["in the account's list", { "/prompts": [ours] }],
    ["under the base tune", { "/tunes/1504944/prompts": [ours] }],
    [
      "under the base tune, where the account's list shows nothing",
      { "/prompts": [], "/tunes/1504944/prompts": [ours] },
    ],
    ["under the LoRA itself", { "/tunes/4711/prompts": [ours] }],
    [
      "while another list is down",
      { "/prompts": () => new HttpResponse(null, { status: 500 }), "/tunes/1504944/prompts": [ours] },
    ],
    [
      "behind rows that cannot be read",
      { "/prompts": [null, "x", { id: {} }, { id: 9003, created_at: 7 }, ours] },
    ],
    ["among rows that lost their times", { "/prompts": [foreign, { ...ours, created_at: null }] }],
    [
      "behind a whole page of others'",
      {
        "/prompts": [...Array.from({ length: 150 }, (_, n) => ({ ...foreign, id: 9_900 - n })), ours],
      },
    ],
    ["by an id in text", { "/prompts": [{ ...ours, id: "9001" }] }],
  ])("%s", async (_where, lists: Record<string, List>) => {
    place(lists);
    expect(await find()).toMatchObject(found("prompt:1504944/9001"));
  });

  test("under the tune that it names, and under the one we posted to where it names none", async () => {
    place({ "/prompts": [{ ...ours, tune_id: 42 }] });
    expect(await find()).toMatchObject(found("prompt:42/9001"));
    place({ "/prompts": [{ ...ours, tune_id: undefined }] });
    expect(await find()).toMatchObject(found("prompt:1504944/9001"));
  });

  test("eight times after eight 504s, so that 8 pictures are 8 creates", async () => {
    const rows: Row[] = [];
    let creates = 0;
    place({ "/tunes/4711/prompts": [], "/tunes/1504944/prompts": rows, "/prompts": rows });
    server.use(
      http.post("http://sandbox.test/astria/tunes/1504944/prompts", async ({ request }) => {
        const { prompt } = (await request.json()) as { prompt: Record<string, unknown> };
        rows.unshift({ id: 9_000 + ++creates, tune_id: 1_504_944, created_at: later, ...prompt });
        return HttpResponse.html("<h1>504</h1>", { status: 504 });
      }),
    );
    const contexts = Array.from({ length: 8 }, () => newContext());
    for (const [slot, context] of contexts.entries()) {
      const request = promptRequest("tune:4711", 1_000 + slot);
      await expect(astria.start(request, context)).rejects.toMatchObject({ facts: { mayHaveWorked: true } });
      const again = await astria.find(lostStart(request, context.operationId, since));
      expect(again).toMatchObject(found(`prompt:1504944/${9_001 + slot}`));
    }
    expect(creates).toBe(8);
  });
});

describe("a prompt without a callback", () => {
  const bare = { id: 9001, tune_id: 1_504_944, text, seed: 1_003, created_at: later };

  test.each([
    ["no callback", {}],
    ["a callback that cannot be read", { callback: "[FILTERED]" }],
    ["a callback without its query", { callback: "http://app.test/api/webhooks/astria" }],
    ["a seed in text", { seed: "1003" }],
    ["no seed", { seed: undefined }],
    ["no time", { created_at: undefined }],
    ["white space of its own", { text: ` ${text.replace(" ", "\n ")} ` }],
  ])("is adopted by its text: with %s", async (_what, fields) => {
    place({ "/prompts": [{ ...bare, ...fields }] });
    expect(await find()).toMatchObject(found("prompt:1504944/9001"));
  });

  test.each(["prompt:1504944/9001", "prompt:4711/9001"])(
    "is not adopted where another operation has it as %s",
    async (ref) => {
      place({ "/prompts": [bare] });
      expect(await find([ref])).toMatchObject({ type: "absent" });
    },
  );

  test("is not adopted where another operation has it under the tune that it names", async () => {
    place({ "/prompts": [{ ...bare, tune_id: 42 }] });
    expect(await find(["prompt:42/9001"])).toMatchObject({ type: "absent" });
  });

  test("of two alike, the one that is free is adopted", async () => {
    place({ "/prompts": [{ ...bare, id: 9005 }, bare] });
    expect(await find(["prompt:1504944/9001"])).toMatchObject(found("prompt:1504944/9005"));
  });

  test.each([
    ["another text", { text: "<lora:12:1> ohwx man" }],
    ["a text that was cut off", { text: text.slice(0, 20) }],
    ["another seed", { seed: 7 }],
    ["another seed and no text", { seed: 7, text: undefined }],
    ["another text and a callback without its query", { text: "?", callback: callbackUrl.split("?")[0] }],
    ["another text and a callback that cannot be read", { text: "?", callback: "[FILTERED]" }],
  ])(
    "with %s may be ours all the same: neither adopted nor called somebody else's",
    async (_what, fields) => {
      place({ "/prompts": [{ ...bare, ...fields }] });
      expect(await find()).toEqual({ type: "unprovable" });
      expect(await find(["prompt:1504944/9001"])).toMatchObject({ type: "absent" });
    },
  );

  test.each([
    ["the callback of another operation", { callback: another }],
    ["a callback to elsewhere and another text", { callback: "https://other.test/hook?op=1", text: "A cat" }],
    ["a time before we asked", { created_at: earlier }],
  ])("with %s is somebody else's", async (_what, fields) => {
    place({ "/prompts": [{ ...bare, ...fields }] });
    expect(await find()).toMatchObject({ type: "absent" });
  });

  test("with a callback that was changed on the way is known by its text and seed", async () => {
    place({ "/prompts": [{ ...bare, callback: "https://gateway.test/callbacks/77" }] });
    expect(await find()).toMatchObject({ type: "found" });
  });
});

describe("a lost prompt is absent only where that is proven", () => {
  test("by a whole list in which all is somebody else's", async () => {
    place({ "/prompts": [foreign], "/tunes/1504944/prompts": [foreign], "/tunes/4711/prompts": [] });
    expect(await find()).toMatchObject({ type: "absent" });
  });

  test("by the base tune's list, where the account has none", async () => {
    place({ "/tunes/1504944/prompts": [foreign] });
    expect(await find()).toMatchObject({ type: "absent" });
  });

  test.each<[string, List]>([
    ["a row without anything", [foreign, {}]],
    ["a row that is nothing", [null]],
    ["a row with neither callback nor text", [{ id: 9001, created_at: later }]],
    ["a row of ours that has no id", [{ ...ours, id: undefined }]],
    [
      "a list that gives the same whole page again and again",
      () => HttpResponse.json(Array.from({ length: 120 }, (_, n) => ({ ...foreign, id: 9_500 - n }))),
    ],
    [
      "a list that is not in order",
      [
        { ...foreign, id: 1 },
        { ...foreign, id: 2 },
      ],
    ],
  ])("not by %s", async (_what, list) => {
    place({ "/prompts": list });
    expect(await find()).toEqual({ type: "unprovable" });
  });

  test("not where there is no list at all", async () => {
    place({});
    expect(await find()).toEqual({ type: "unprovable" });
    expect(asked).toHaveLength(3);
  });

  const inTrouble: Array<[string, List]> = [
    ["is down", () => new HttpResponse(null, { status: 503 })],
    ["asks us to slow down", () => HttpResponse.json({ error: "Slow down" }, { status: 429 })],
    ["is a page", () => HttpResponse.html("<h1>404</h1>", { status: 404 })],
    ["is no list", () => HttpResponse.json({ status: "ok" })],
    ["is in use", () => HttpResponse.json({ error: "Conflict" }, { status: 409 })],
  ];
  const [accounts, bases, loras] = ["/prompts", "/tunes/1504944/prompts", "/tunes/4711/prompts"] as const;

  test.each(inTrouble)("by one list that must show it, where the other %s", async (_what, list) => {
    for (const path of [accounts, bases]) {
      place({ [accounts]: [foreign], [bases]: [foreign], [path]: list });
      expect(await find()).toMatchObject({ type: "absent" });
    }
  });

  /** Every list has one bad moment. */
  function placeInBadMoment(status: number) {
    const seen = new Set<string>();
    const after = (path: string) => () => {
      const isFirst = !seen.has(path);
      seen.add(path);
      return isFirst ? HttpResponse.json({ error: "Not now" }, { status }) : HttpResponse.json([]);
    };
    place({ [accounts]: after(accounts), [bases]: after(bases) });
  }

  test("by a list that answers when it is asked once more", async () => {
    placeInBadMoment(503);
    expect(await find()).toMatchObject({ type: "absent" });
    expect(asked).toEqual([accounts, accounts, bases, loras]);
  });

  test("not by asking once more where we are asked to slow down", async () => {
    placeInBadMoment(429);
    await expect(find()).rejects.toMatchObject({ code: "rate_limited" });
    expect(asked).toEqual([accounts, bases, loras]);
  });

  test.each(inTrouble)("whatever the LoRA's own list does: it %s", async (_what, list) => {
    place({ [accounts]: [foreign], [bases]: [foreign], [loras]: list });
    expect(await find()).toMatchObject({ type: "absent" });
  });

  test.each(inTrouble)("not by the LoRA's own list, while another one %s", async (_what, list) => {
    for (const lists of [{ [accounts]: list, [bases]: list }, { [accounts]: list }, { [bases]: list }]) {
      place({ [loras]: [], ...lists });
      await expect(find()).rejects.toMatchObject({ name: "ProviderError" });
    }
  });

  test.each(inTrouble)("not by a list with a row in doubt, while the other one %s", async (_what, list) => {
    place({ [accounts]: [foreign, {}], [bases]: list });
    await expect(find()).rejects.toMatchObject({ name: "ProviderError" });
  });

  test.each([404, 405])("not by the LoRA's own list, where there is no other (%i)", async (status) => {
    const none = () => HttpResponse.json({ error: "None" }, { status });
    place({ [accounts]: none, [bases]: none, [loras]: [] });
    expect(await find()).toEqual({ type: "unprovable" });
  });

  test("past a row whose time cannot be read, up to what is older than our intent", async () => {
    place({
      "/prompts": [
        { ...foreign, created_at: "last week" },
        ...Array.from({ length: 120 }, (_, n) => ({ ...foreign, id: 8_900 - n, created_at: earlier })),
      ],
    });
    expect(await find()).toMatchObject({ type: "absent" });
    expect(asked.filter((path) => path === "/prompts")).toHaveLength(1);
  });
});

describe("a lost tune", () => {
  const findTune = (taken: readonly string[] = []) => find(taken, tuneRequest);
  const tune = { id: 4712, title: operationId, created_at: later };

  test.each([
    ["its title", tune],
    ["its callback, where it shows no title", { id: 4712, callback: callbackUrl }],
    ["a title in an envelope", { tune }],
    ["an id in text", { ...tune, id: "4712", created_at: "soon" }],
  ])("is found by %s", async (_what, row) => {
    place({ "/tunes": [{ id: 4713, title: "Somebody", created_at: later }, row] });
    expect(await findTune()).toMatchObject(found("tune:4712"));
  });

  test.each([
    ["title is another operation's", { title: randomUUID() }],
    ["callback is another operation's", { title: "Somebody", callback: another }],
    ["callback leads elsewhere", { title: "Somebody", callback: "https://other.test/hook" }],
  ])("is absent where all others' %s", async (_what, fields) => {
    place({ "/tunes": [{ id: 4713, created_at: later, ...fields }] });
    expect(await findTune()).toMatchObject({ type: "absent" });
  });

  test.each([
    { id: 4713, created_at: later },
    { id: 4713, title: null, callback: "…" },
    { id: 4713, title: "Somebody", created_at: later },
    { id: 4713, title: operationId.slice(0, 30), created_at: later },
    {},
    null,
  ])("is not called absent beside a tune that does not say whose it is: %j", async (row) => {
    place({ "/tunes": [row] });
    expect(await findTune()).toEqual({ type: "unprovable" });
  });

  test("is absent where such a tune belongs to another operation of ours", async () => {
    place({ "/tunes": [{ id: 4713, created_at: later }] });
    expect(await findTune(["tune:4713"])).toMatchObject({ type: "absent" });
  });
});
