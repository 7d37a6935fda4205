import { afterEach, expect, test, vi } from "vitest";
import { loadFile, storeFile } from "@/lib/db/storage";
import { briefly } from "@/lib/services/patiently";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal } from "../support/cases";
import { interceptFetch } from "../support/intercept-fetch";
import { useWorld } from "../support/world";

const world = useWorld();
const film = Buffer.alloc(50_000, 7);
const store = (path: string) => briefly(() => storeFile("artifacts", path, film, "video/mp4"));

afterEach(() => vi.restoreAllMocks());

async function isStored(path: string): Promise<boolean> {
  const kept = await loadFile("artifacts", path);
  return Buffer.from(await (kept ?? new Blob()).arrayBuffer()).equals(film);
}

/** Storage answers the first so many uploads to `path` so; how often it was offered that file. */
function answer(path: string, times: number, status: number, words: string): () => number {
  let asked = 0;
  interceptFetch(async ({ url }, send) => {
    // What an earlier test has begun may still go on.
    if (!url.endsWith(`/object/artifacts/${path}`)) return send();
    asked++;
    const body = { statusCode: words, error: words, message: words };
    return asked > times ? send() : Response.json(body, { status });
  });
  return () => asked;
}

test("two who store the same file at the same moment, 20 times, both have stored it", async () => {
  for (let nth = 0; nth < 20; nth++) {
    const path = `at-once/${nth}.mp4`;
    await Promise.all([store(path), store(path)]);
    expect(await isStored(path)).toBe(true);
  }
});

test.each([
  [500, "Internal server error"],
  [409, "Duplicate"],
  // As hosted storage answers: the status that it means is inside.
  [400, "423"],
])(
  "where storage lets only one of them through, and answers %i (%s), the other one is let through next",
  async (status, words) => {
    const path = `second/${status}.mp4`;
    const asked = answer(path, 1, status, words);
    await store(path);
    expect(asked()).toBe(2);
    expect(await isStored(path)).toBe(true);
  },
);

test("what a provider made, and what we make of it, is stored though somebody was in its way: nothing is delayed", async () => {
  const { job } = await world.newJob(storyAtOpenAiAndFal);
  const refused = new Set<string>();
  interceptFetch(async ({ method, url }, send) => {
    const [, name] = /\/object\/artifacts\/.*\/((?:voice|film)[^/]*\.(?:flac|mp4))$/.exec(url) ?? [];
    if (method !== "POST" || name === undefined || refused.has(name)) return send();
    refused.add(name);
    return Response.json({ statusCode: "423", error: "ResourceLocked", message: "locked" }, { status: 400 });
  });
  expect(await carryOn(world, job.id)).toBe("completed");
  vi.restoreAllMocks();
  expect([...refused].toSorted()).toEqual(["film.mp4", "voice-01.flac", "voice-02.flac", "voice-03.flac"]);
  expect(
    await world.db.sql`select 1 from job_events where job_id = ${job.id} and type = 'delayed'`,
  ).toHaveLength(0);
});

test("storage that goes on failing is left alone after four tries", async () => {
  const asked = answer("failing.mp4", Infinity, 500, "Internal server error");
  await expect(store("failing.mp4")).rejects.toThrow("storing a file");
  expect(asked()).toBe(4);
});

test("what is too large for storage is offered once", async () => {
  const asked = answer("large.mp4", Infinity, 413, "413");
  await expect(store("large.mp4")).rejects.toThrow("storing a file");
  expect(asked()).toBe(1);
});
