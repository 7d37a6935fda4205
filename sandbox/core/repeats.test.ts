import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bench, tuneBody } from "../test-bench";
import type { SandboxOptions } from "../create-sandbox";
import type { Delivery } from "./callback";

const app = { url: "http://app.test", webhookSecret: `whsec_${btoa("a secret of the tests")}` };

/** A sandbox whose app answers webhooks with these statuses, in turn, and with 200 afterwards. */
function answering(statuses: readonly number[], options: SandboxOptions = {}) {
  const posts: Array<Delivery & { at: number }> = [];
  const left = [...statuses];
  const b = bench({
    app,
    deliver: async (delivery) => {
      posts.push({ ...delivery, at: b.now() });
      const status = left.shift() ?? 200;
      if (status >= 300) throw new Error(`answered with ${status}`);
    },
    ...options,
  });
  /** Goes on to whatever is due next, until nothing is, or until so many posts went out. */
  const goOn = async (on = b.sandbox, wanted = Infinity) => {
    while (posts.length < wanted) {
      const due = on.nextDueAt();
      if (due === null) return;
      b.pass(Math.max(0, due - b.now()) / 1_000);
      await on.deliverDue();
    }
  };
  return { ...b, posts, goOn };
}

type Answering = ReturnType<typeof answering>;

const makeVideo = (b: Answering) => b.json("POST", "/openai/v1/videos", { prompt: "waves" });
const makeRun = (b: Answering) =>
  b.json("POST", `/fal/fal-ai/ltx-video?fal_webhook=${encodeURIComponent("http://app.test/fal")}`, {
    prompt: "a paper boat",
  });
const makeTune = (b: Answering) =>
  b.request("POST", "/astria/tunes", tuneBody({ callback: "http://app.test/astria?t=x" }));

const repeating = [
  ["OpenAI", makeVideo, "webhook-id", "webhook-signature"],
  ["fal", makeRun, "x-fal-webhook-request-id", "x-fal-webhook-signature"],
] as const;

test.each(repeating)(
  "%s repeats until a 2xx: 500, 500, 200 are three posts and no fourth, of one id, each signed anew",
  async (_name, make, id, signature) => {
    const b = answering([500, 500]);
    await make(b);
    await b.goOn();
    expect(b.posts).toHaveLength(3);
    expect(new Set(b.posts.map((post) => post.headers[id])).size).toBe(1);
    expect(new Set(b.posts.map((post) => post.headers[signature])).size).toBe(3);
    expect(new Set(b.posts.map((post) => post.text)).size).toBe(1);
    b.pass(72 * 3_600);
    expect(await b.sandbox.deliverDue()).toBe(0);
  },
);

test.each([
  ["OpenAI", makeVideo, 16, 72],
  ["fal", makeRun, 11, 2],
] as const)(
  "%s gives up in the end, with ever longer pauses, and within its time",
  async (_name, make, tries, hours) => {
    const b = answering(Array.from({ length: 100 }, () => 500));
    await make(b);
    await b.goOn();
    const times = b.posts.map((post) => post.at);
    expect(times).toHaveLength(tries);
    const pauses = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(pauses).toEqual(pauses.toSorted((x, y) => x - y));
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(hours * 3_600_000);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan((hours / 2) * 3_600_000);
  },
);

test("pauses follow the speed", async () => {
  const span = async (speed: number) => {
    const b = answering([500, 500, 500], { speed });
    await makeVideo(b);
    await b.goOn();
    return (b.posts.at(-1)?.at ?? 0) - (b.posts[0]?.at ?? 0);
  };
  expect(await span(10)).toBeCloseTo((await span(1)) / 10, -1);
});

test("Astria never repeats", async () => {
  const b = answering([500]);
  await makeTune(b);
  await b.goOn();
  expect(b.posts).toHaveLength(1);
});

test.each(repeating)("%s goes on repeating after a restart, and not after a 2xx", async (_name, make) => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = answering([500, 503], { dataFile });
  await make(b);
  await b.goOn(b.sandbox, 2);
  const due = b.sandbox.nextDueAt();
  expect(b.posts).toHaveLength(2);
  const second = b.open();
  expect(second.nextDueAt()).toBe(due);
  await b.goOn(second);
  expect(b.posts).toHaveLength(3);
  expect(b.open().nextDueAt()).toBeNull();
});

test.each([
  ["lost-webhook", 0],
  ["forged-webhook", 1],
  ["duplicate-webhook", 3],
  ["late-webhook", 2],
])("under %s a receiver that fails once gets %i posts", async (faults, posts) => {
  // Both copies of a duplicate fail, and are repeated as one.
  const b = answering(faults === "duplicate-webhook" ? [500, 500] : [500], { faults });
  await makeVideo(b);
  await b.goOn();
  expect(b.posts).toHaveLength(posts);
});

test("what is deleted while its event waits for another try is not told of again", async () => {
  const b = answering([500]);
  const { id } = await makeVideo(b);
  await b.goOn(b.sandbox, 1);
  expect(b.posts).toHaveLength(1);
  await b.request("DELETE", `/openai/v1/videos/${id}`);
  expect(b.sandbox.nextDueAt()).toBeNull();
});
