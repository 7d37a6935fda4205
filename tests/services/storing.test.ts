import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { loadFile, storeFile } from "@/lib/db/storage";
import { briefly } from "@/lib/services/patiently";
import { stubAppOf } from "../database/app-of";
import { useDatabase } from "../support/database";
import { interceptFetch } from "../support/intercept-fetch";

const db = useDatabase();
const film = Buffer.alloc(50_000, 7);
const store = (path: string) => briefly(() => storeFile("artifacts", path, film, "video/mp4"));

beforeAll(async () => {
  stubAppOf(db);
  // Supabase Lite prepares its storage at the first upload, and a second one at that moment fails.
  await store("first.mp4");
});

afterEach(() => vi.restoreAllMocks());

async function isStored(path: string): Promise<boolean> {
  const kept = await loadFile("artifacts", path);
  return Buffer.from(await (kept ?? new Blob()).arrayBuffer()).equals(film);
}

/** Storage answers the first so many uploads so; how often it was asked. */
function answer(times: number, status: number, words: string): () => number {
  let asked = 0;
  interceptFetch(async (_call, send) => {
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
    const asked = answer(1, status, words);
    await store("second.mp4");
    expect(asked()).toBe(2);
    expect(await isStored("second.mp4")).toBe(true);
  },
);

test("storage that goes on failing is left alone after a moment", async () => {
  const asked = answer(Infinity, 500, "Internal server error");
  await expect(store("failing.mp4")).rejects.toThrow("storing a file");
  expect(asked()).toBeGreaterThan(1);
  expect(asked()).toBeLessThan(7);
});

test("what is too large for storage is offered once", async () => {
  const asked = answer(Infinity, 413, "413");
  await expect(store("large.mp4")).rejects.toThrow("storing a file");
  expect(asked()).toBe(1);
});
