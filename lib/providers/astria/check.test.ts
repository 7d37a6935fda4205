import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

  test("of one or two asks for them alone", async () => {
    const { refs, asked } = await accountWith(2);
    await astria.check(refs, () => true);
    expect([asked(lists), asked(singles)]).toEqual([0, 2]);
  });

  test("says missing where Astria itself answered 404, and of that one only", async () => {
    const { refs, request } = await accountWith(5);
    const [gone = "", ...others] = refs;
    await request("DELETE", `/astria/tunes/${gone.replace("tune:", "")}`);
    const answers = await astria.check(refs, () => true);
    expect(answers.get(gone)).toEqual({ state: "missing" });
    for (const ref of others) expect(answers.get(ref)).toMatchObject({ state: "queued" });
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
    let calls = 0;
    const answers = await astria.check(refs, () => ++calls <= 1);
    expect(sandbox.journal.count()).toBe(1);
    expect(answers.size).toBe(120);
  });

  test("says missing where Astria does not know the prompt, or not even its tune", async () => {
    const { refs } = await accountWith(1);
    const unknown = [`prompt:${refs[0]?.replace("tune:", "")}/1`, "prompt:1/1"];
    const answers = await astria.check(unknown, () => true);
    for (const ref of unknown) expect(answers.get(ref)).toEqual({ state: "missing" });
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
