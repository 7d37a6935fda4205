import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench, tuneBody } from "@/sandbox/test-bench";
import { ProviderError } from "../provider-error";
import { astria } from "./astria";
import { newContext, promptRequest, tuneRequest } from "@/tests/support/astria-requests";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const lists = "GET /astria/tunes";
const singles = "GET /astria/tunes/:id";
const promptLists = "GET /astria/tunes/:id/prompts";

/** A fresh account with so many tunes, oldest first. */
async function accountWith(count: number) {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  const refs: string[] = [];
  for (let n = 0; n < count; n++) {
    const response = await account.request("POST", "/astria/tunes", tuneBody());
    refs.push(`tune:${z.object({ id: z.number() }).parse(await response.json()).id}`);
  }
  account.sandbox.journal.clear();
  /** A prompt on a tune that is a model by itself. */
  const prompt = async (ref: string, seed: number) => {
    const [tuneId, text] = [ref.replace("tune:", ""), `ohwx woman, scene ${seed}`];
    const response = await account.request("POST", `/astria/tunes/${tuneId}/prompts`, {
      prompt: { text, seed },
    });
    return `prompt:${tuneId}/${z.object({ id: z.number() }).parse(await response.json()).id}`;
  };
  return { ...account, refs, prompt, asked: (route: string) => account.sandbox.journal.count(route) };
}

describe("a check of tunes", () => {
  test("tells queued, training and trained apart, with Astria's forecast", async () => {
    const { refs, pass } = await accountWith(1);
    const look = async () => (await astria.check(refs, () => true)).get(refs[0] ?? "");
    expect(await look()).toMatchObject({ state: "queued" });
    pass(20);
    expect(await look()).toEqual({ state: "running", progress: null, expectedAt: expect.any(Date) });
    pass(40);
    expect(await look()).toEqual({ state: "succeeded", files: [] });
  });

  test("of 1,000 takes at most 60 calls, and answers for every one", async () => {
    const { refs, sandbox, pass } = await accountWith(1_000);
    pass(60);
    const answers = await astria.check(refs, () => true);
    expect([...answers.keys()].toSorted()).toEqual(refs.toSorted());
    expect(
      [...answers.values()].every((each) => !(each instanceof Error) && each.state === "succeeded"),
    ).toBe(true);
    expect(sandbox.journal.count()).toBeLessThanOrEqual(60);
  });

  test("of a few that lie far apart does not page through everything between them", async () => {
    const { refs, asked } = await accountWith(600);
    const few = refs.filter((_, index) => index % 250 === 0);
    const answers = await astria.check(few, () => true);
    expect(answers.size).toBe(few.length);
    expect(asked(lists)).toBeLessThanOrEqual(2);
    expect(asked(singles)).toBeLessThanOrEqual(few.length);
  });

  test("of the last few of a run goes on through the list, where the others that it shows were told already", async () => {
    const { refs, asked } = await accountWith(300);
    const run = {};
    const last = [...refs.slice(0, 8), ...refs.slice(299)];
    const others = refs.slice(150, 299);
    for (const batch of [others, last])
      expect([...(await astria.check(batch, () => true, run)).keys()].toSorted()).toEqual(batch.toSorted());
    expect([asked(lists), asked(singles)]).toEqual([4, 0]);
  });

  test("of one or two asks for them alone", async () => {
    const { refs, asked } = await accountWith(2);
    await astria.check(refs, () => true);
    expect([asked(lists), asked(singles)]).toEqual([0, 2]);
  });

  test.each([
    ["newest", 4, 1],
    ["middle", 2, 1],
    ["oldest", 0, 2],
  ])(
    "says missing where Astria itself answered 404, and of that one only: the %s",
    async (_which, at, pages) => {
      const { refs, request, asked } = await accountWith(5);
      const gone = refs[at] ?? "";
      await request("DELETE", `/astria/tunes/${gone.replace("tune:", "")}`);
      const answers = await astria.check(refs, () => asked(lists) < 10);
      expect(answers.get(gone)).toEqual({ state: "missing" });
      for (const ref of refs.filter((each) => each !== gone))
        expect(answers.get(ref)).toMatchObject({ state: "queued" });
      expect([asked(lists), asked(singles)]).toEqual([pages, 1]);
    },
  );

  test("of a place that shows the same page wherever it is told to begin ends, and asks alone about the rest", async () => {
    const { refs, asked, request } = await accountWith(300);
    const newest = z.array(z.json()).parse(await (await request("GET", "/astria/tunes?limit=120")).json());
    let pages = 0;
    const same = http.get("*/astria/tunes", () => {
      pages += 1;
      return HttpResponse.json(newest);
    });
    server.use(same);
    const answers = await astria.check(refs, () => pages < 10);
    for (const ref of refs) expect(answers.get(ref)).toMatchObject({ state: "queued" });
    expect([pages, asked(singles)]).toEqual([2, 180]);
  });

  test.each(["429", "500", "html"])("does not take %s for missing", async (fault) => {
    const { refs, sandbox } = await accountWith(2);
    sandbox.setFaults(`${fault}@get-tune`);
    for (const answer of (await astria.check(refs, () => true)).values())
      expect(answer).toBeInstanceOf(ProviderError);
  });

  test("does not take what a list does not show for missing", async () => {
    const { refs, asked } = await accountWith(5);
    server.use(http.get("*/astria/tunes", () => HttpResponse.json([])));
    const answers = await astria.check(refs, () => true);
    for (const ref of refs) expect(answers.get(ref)).toMatchObject({ state: "queued" });
    expect(asked(singles)).toBe(5);
  });

  test("does not answer a failed list call with a hail of single ones", async () => {
    const { refs, sandbox, asked } = await accountWith(200);
    sandbox.setFaults("429@list-tunes,retry-after=20");
    const answers = await astria.check(refs, () => true);
    expect([asked(lists), asked(singles)]).toEqual([1, 0]);
    for (const ref of refs) {
      expect(answers.get(ref)).toMatchObject({ code: "rate_limited", trouble: { retryAfterMs: 20_000 } });
    }
  });

  test("keeps what a list showed before it failed", async () => {
    const { refs, asked } = await accountWith(200);
    let pages = 0;
    const second = http.get("*/astria/tunes", () =>
      ++pages === 2 ? new HttpResponse(null, { status: 500 }) : undefined,
    );
    server.use(second);
    const answers = [...(await astria.check(refs, () => true)).values()];
    expect(answers.filter((each) => each instanceof Error)).toHaveLength(80);
    expect(asked(singles)).toBe(0);
  });
});

describe("batches of one run", () => {
  const check = (refs: readonly string[], run: object) => astria.check(refs, () => true, run);
  /** Every other one, with the newest or without. */
  const half = (refs: readonly string[], which: 0 | 1) => refs.filter((_ref, n) => n % 2 === which);

  test("read each page once, of tunes and of prompts", async () => {
    const { refs, pass, prompt, sandbox } = await accountWith(10);
    pass(60);
    const prompts = await Promise.all(refs.map((ref) => prompt(ref, 1)));
    pass(30);
    sandbox.journal.clear();
    const run = {};
    for (const which of [1, 0] as const) {
      const mine = [...half(refs, which), ...half(prompts, which)];
      const answers = await check(mine, run);
      for (const ref of mine) expect(answers.get(ref)).toMatchObject({ state: "succeeded" });
    }
    expect(sandbox.journal.count()).toBe(2);
  });

  test("read it anew for whoever asks again", async () => {
    const { refs, asked, pass } = await accountWith(10);
    const run = {};
    const mine = half(refs, 0);
    await check(half(refs, 1), run);
    for (const seen of (await check(mine, run)).values()) expect(seen).toMatchObject({ state: "queued" });
    expect(asked(lists)).toBe(1);
    pass(20);
    for (const seen of (await check(mine, run)).values()) expect(seen).toMatchObject({ state: "running" });
    expect(asked(lists)).toBe(2);
  });

  test("read it anew once it is half a minute old", async () => {
    const { refs, asked, pass } = await accountWith(10);
    const run = {};
    await check(half(refs, 1), run);
    pass(20);
    const now = performance.now();
    vi.spyOn(performance, "now").mockReturnValue(now + 31_000);
    const answers = await check(half(refs, 0), run);
    vi.restoreAllMocks();
    for (const seen of answers.values()) expect(seen).toMatchObject({ state: "running" });
    expect(asked(lists)).toBe(2);
  });
});

describe("batches of one run that each ask about some of what lies all over a list", () => {
  /** An account with so many tunes, of which none can be told by more than its row; `gone` are not there. */
  async function listOf(count: number, gone: readonly number[]) {
    const { refs, request } = await accountWith(1);
    const path = `/astria/tunes/${refs[0]?.replace("tune:", "")}`;
    const row = z.looseObject({}).parse(await (await request("GET", path)).json());
    const ids = Array.from({ length: count }, (_, n) => count - n);
    const asked = { pages: 0, alone: 0 };
    server.use(
      http.get("*/astria/tunes", ({ request: { url } }) => {
        asked.pages += 1;
        const before = Number(new URL(url).searchParams.get("before_id"));
        const shown = ids.filter((id) => id < before && !gone.includes(id)).slice(0, 120);
        return HttpResponse.json(shown.map((id) => ({ ...row, id })));
      }),
      http.get("*/astria/tunes/:id", () => {
        asked.alone += 1;
        return HttpResponse.json({ error: "Not Found" }, { status: 404 });
      }),
    );
    return { ids, asked };
  }

  test("read each page once, and ask alone about what the list lacks", async () => {
    const gone = [5, 999, 1_501, 2_003, 2_700, 2_704];
    const { ids, asked } = await listOf(3_000, gone);
    const run = {};
    for (const which of [6, 5, 4, 3, 2, 1, 0]) {
      const mine = ids.filter((id) => id % 7 === which);
      const answers = await astria.check(
        mine.map((id) => `tune:${id}`),
        () => asked.pages < 100,
        run,
      );
      for (const id of mine)
        expect(answers.get(`tune:${id}`)).toMatchObject({ state: gone.includes(id) ? "missing" : "queued" });
    }
    expect(asked.alone).toBe(gone.length);
    // Of 120 rows each; the newest rows of all are read once more, by the batch that has them.
    expect(asked.pages).toBeLessThanOrEqual(26);
  });
});

describe("a check of prompts", () => {
  test("of two tunes takes one list a tune, and tells what their pictures are and how long they live", async () => {
    const { refs, pass, asked, sandbox, prompt } = await accountWith(2);
    pass(60);
    const prompts = await Promise.all(refs.flatMap((ref) => [1, 2, 3, 4].map((seed) => prompt(ref, seed))));
    pass(30);
    sandbox.journal.clear();
    const answers = await astria.check(prompts, () => true);
    expect(asked(promptLists)).toBe(2);
    expect(sandbox.journal.count()).toBe(2);
    for (const ref of prompts) {
      const url = expect.stringMatching(/^http.*\.jpg$/);
      expect(answers.get(ref)).toEqual({ state: "succeeded", files: [{ url, expiresAt: expect.any(Date) }] });
    }
  });

  test("of many tunes takes the account's list: 400 prompts of 50 tunes are at most 10 calls", async () => {
    const { refs, pass, sandbox, prompt } = await accountWith(50);
    pass(60);
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const prompts = [];
    for (const ref of refs) {
      for (const seed of seeds) prompts.push(await prompt(ref, seed));
    }
    sandbox.journal.clear();
    const answers = await astria.check(prompts, () => true);
    expect(answers.size).toBe(400);
    expect(sandbox.journal.count()).toBeLessThanOrEqual(10);
  });

  test("asks nothing more once the time is over, and says nothing of what it did not ask", async () => {
    const { refs, sandbox } = await accountWith(300);
    const answers = await astria.check(refs, () => sandbox.journal.count() < 1);
    expect(sandbox.journal.count()).toBe(1);
    expect(answers.size).toBe(120);
  });

  test("says missing where Astria does not know the prompt, or not even its tune", async () => {
    const { refs } = await accountWith(1);
    const unknown = [`prompt:${refs[0]?.replace("tune:", "")}/1`, "prompt:1/1"];
    const answers = await astria.check(unknown, () => true);
    for (const ref of unknown) expect(answers.get(ref)).toEqual({ state: "missing" });
  });

  test("says missing of the newest of a photoshoot, which its list no longer shows", async () => {
    const { refs, pass, asked, prompt } = await accountWith(1);
    pass(60);
    const prompts = [];
    for (const seed of [1, 2, 3, 4]) prompts.push(await prompt(refs[0] ?? "", seed));
    const gone = (prompts.at(-1) ?? "").replace(/\d+$/, (id) => `${Number(id) + 1}`);
    prompts.push(gone);
    const answers = await astria.check(prompts, () => asked(promptLists) < 10);
    expect(answers.get(gone)).toEqual({ state: "missing" });
    expect(answers.size).toBe(5);
    expect(asked(promptLists)).toBe(1);
  });

  test("does not answer a failed list call with a hail of single ones", async () => {
    const { sandbox } = await accountWith(0);
    sandbox.setFaults("500@list-prompts");
    const answers = await astria.check(
      [1, 2, 3].map((id) => `prompt:1/${id}`),
      () => true,
    );
    expect([...answers.values()].every((each) => each instanceof Error)).toBe(true);
    expect(sandbox.journal.count()).toBe(1);
  });
});

/** Some trained LoRAs, and eight prompts of each: all of them lie under one base tune. */
async function lorasWith(count: number) {
  const account = await accountWith(0);
  const loras = [];
  for (let n = 0; n < count; n++) loras.push((await astria.start(tuneRequest, newContext())).ref);
  account.pass(60);
  const prompts = [];
  for (const ref of loras) {
    for (let seed = 0; seed < 8; seed++) {
      prompts.push((await astria.start(promptRequest(ref, seed), newContext())).ref);
    }
  }
  account.pass(30);
  account.sandbox.journal.clear();
  return { ...account, prompts };
}

describe("a check of prompts under the base tune", () => {
  test("of many users is one list, paged from the newest wanted to the oldest", async () => {
    const { prompts, asked, sandbox } = await lorasWith(40);
    const answers = await astria.check(prompts, () => true);
    for (const ref of prompts) expect(answers.get(ref)).toMatchObject({ state: "succeeded" });
    expect(asked(promptLists)).toBe(3);
    expect(sandbox.journal.count()).toBe(3);
  });

  test("is read once for all batches of a run", async () => {
    const { prompts, sandbox } = await lorasWith(10);
    const run = {};
    for (const which of [3, 2, 1, 0]) {
      const mine = prompts.filter((_ref, n) => n % 4 === which);
      for (const seen of (await astria.check(mine, () => true, run)).values())
        expect(seen).toMatchObject({ state: "succeeded" });
    }
    expect(sandbox.journal.count()).toBe(1);
  });

  test("does not page through what lies between two of ours", async () => {
    const { prompts, sandbox } = await lorasWith(40);
    const few = [prompts[0] ?? "", prompts[1] ?? "", prompts.at(-2) ?? "", prompts.at(-1) ?? ""];
    const answers = await astria.check(few, () => true);
    for (const ref of few) expect(answers.get(ref)).toMatchObject({ state: "succeeded" });
    expect(sandbox.journal.count()).toBe(2);
  });

  test("finds one that was written down under another tune, and calls nothing missing that the account shows", async () => {
    const { prompts } = await lorasWith(1);
    const [first = "", gone = ""] = prompts;
    const misplaced = first.replace(/:.*\//, ":4711/");
    const unknown = gone.replace(/\/.*/, "/77");
    const answers = await astria.check([misplaced, unknown, first], () => true);
    expect(answers.get(misplaced)).toMatchObject({ state: "succeeded" });
    expect(answers.get(first)).toMatchObject({ state: "succeeded" });
    expect(answers.get(unknown)).toEqual({ state: "missing" });
  });

  test("does not take a tune's refusal of the path for the end of the picture", async () => {
    const { prompts } = await lorasWith(1);
    const misplaced = prompts[0]?.replace(/:.*\//, ":4711/") ?? "";
    const words = { base: ["model_type=lora is not supported. Use a checkpoint instead"] };
    server.use(http.get("*/tunes/4711/prompts*", () => HttpResponse.json(words, { status: 422 })));
    server.use(http.get("*/tunes/4711/prompts/:id", () => HttpResponse.json(words, { status: 422 })));
    expect((await astria.check([misplaced], () => true)).get(misplaced)).toMatchObject({
      state: "succeeded",
    });
  });

  test("does not say missing while the account's list cannot be had", async () => {
    const { prompts } = await lorasWith(1);
    const misplaced = prompts[0]?.replace(/:.*\//, ":4711/") ?? "";
    server.use(http.get("*/astria/prompts", () => new HttpResponse(null, { status: 503 })));
    expect((await astria.check([misplaced], () => true)).get(misplaced)).toMatchObject({
      code: "unavailable",
    });
  });

  test("asks a place without lists about each by itself", async () => {
    const { prompts } = await lorasWith(1);
    server.use(http.get("*/prompts", () => HttpResponse.json({ error: "Not Found" }, { status: 404 })));
    const answers = await astria.check(prompts, () => true);
    for (const ref of prompts) expect(answers.get(ref)).toMatchObject({ state: "succeeded" });
  });

  test("does not take the rows of a list that we cannot read for those that we can", async () => {
    const { prompts } = await lorasWith(1);
    server.use(
      http.get("*/tunes/1504944/prompts", async ({ request }) => {
        const { searchParams } = new URL(request.url);
        const ids = prompts.map((ref) => Number(ref.split("/")[1])).toReversed();
        const rows = ids.filter((id) => id < Number(searchParams.get("before_id") ?? Infinity));
        const images = ["http://sandbox.test/a.jpg"];
        return HttpResponse.json([null, "x", { id: {} }, ...rows.map((id) => ({ id: String(id), images }))]);
      }),
    );
    const answers = await astria.check(prompts, () => true);
    for (const ref of prompts) expect(answers.get(ref)).toMatchObject({ state: "succeeded" });
  });

  test.each([
    { trained_at: "2020-01-01T00:01:00Z" },
    { trained_at: "2020-01-01T00:01:00Z", user_error: "No pictures in lists" },
    { trained_at: new Date().toISOString(), images: [] },
    {},
  ])("believes the prompt itself, not a list that shows less of it: %j", async (fields) => {
    const { prompts } = await lorasWith(1);
    const ids = prompts.map((ref) => Number(ref.split("/")[1])).toReversed();
    server.use(
      http.get("*/tunes/1504944/prompts", () => HttpResponse.json(ids.map((id) => ({ id, ...fields })))),
    );
    for (const seen of (await astria.check(prompts, () => true)).values()) {
      expect(seen).toMatchObject({ state: "succeeded" });
    }
  });

  test("answers for two references to the same prompt", async () => {
    const { prompts } = await lorasWith(1);
    const first = prompts[0] ?? "";
    const both = [first, first.replace(/:.*\//, ":4711/")];
    const answers = await astria.check(both, () => true);
    for (const ref of both) expect(answers.get(ref)).toMatchObject({ state: "succeeded" });
  });
});

describe("case 12: a 404 page is somebody's on the way", () => {
  test("and says nothing of a tune or a prompt", async () => {
    await accountWith(0);
    const page = "<!doctype html><title>404</title>This page could not be found.";
    server.use(http.get("*", () => HttpResponse.html(page, { status: 404 })));
    for (const ref of ["tune:4711", "prompt:4711/9001"]) {
      expect((await astria.check([ref], () => true)).get(ref)).toMatchObject({ code: "bad_response" });
    }
  });
});

test("a check of nothing asks nobody", async () => {
  const { sandbox } = await accountWith(0);
  expect((await astria.check([], () => true)).size).toBe(0);
  expect(sandbox.journal.count()).toBe(0);
});
