import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { loadFile, storeFile } from "@/lib/db/storage";
import { useDatabase } from "../support/database";
import { interceptFetch } from "../support/intercept-fetch";
import { stubAppOf } from "./app-of";

const db = useDatabase();
const film = Buffer.alloc(50_000, 7);
const store = (path: string) => storeFile("artifacts", path, film, "video/mp4");

beforeAll(async () => {
  stubAppOf(db);
  // Supabase Lite prepares its storage at the first upload, and a second one at that moment fails.
  await store("first.mp4");
});

afterEach(() => vi.restoreAllMocks());

/** Storage answers so from now on; how often it was asked. */
function answer(status: number, body: object): () => number {
  let asked = 0;
  interceptFetch(async () => {
    asked++;
    return Response.json(body, { status });
  });
  return () => asked;
}

test("two who store the same file at the same moment, 20 times, both have stored it", async () => {
  for (let nth = 0; nth < 20; nth++) {
    const path = `at-once/${nth}.mp4`;
    await Promise.all([store(path), store(path)]);
    const kept = await loadFile("artifacts", path);
    expect(Buffer.from(await (kept ?? new Blob()).arrayBuffer()).equals(film)).toBe(true);
  }
});

test.each([
  [500, "Internal server error", 3],
  // As hosted storage answers: the status that it means is inside.
  [400, "423", 3],
  [400, "403", 1],
  [400, "413", 1],
  [507, "no space left on device", 1],
])("storage that goes on answering %i (%s) is offered the file %i time(s)", async (status, words, times) => {
  const asked = answer(status, { statusCode: words, error: words, message: words });
  await expect(store("refused.mp4")).rejects.toThrow("storing a file");
  expect(asked()).toBe(times);
});

test("storage that does not answer is asked once: whoever waits has waited long enough", async () => {
  let asked = 0;
  interceptFetch(() => {
    asked++;
    throw new TypeError("fetch failed");
  });
  await expect(store("silent.mp4")).rejects.toThrow("storing a file");
  expect(asked).toBe(1);
});
