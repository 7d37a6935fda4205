import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { BadRequest } from "./errors";
import { etagOf } from "./job-response";
import { jobFixture } from "@/tests/support/job-fixture";
import { parseWait, waitForChange } from "./wait-for-change";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const view = jobFixture();

/** A client that knows this state, waits so long, and sees what the record says at each read. */
function hold(
  known: JobView | null,
  waitSeconds: number,
  read: (count: number) => JobView,
  { signal, dueInMs }: { signal?: AbortSignal; dueInMs?: number } = {},
) {
  const headers = new Headers(known ? { "if-none-match": etagOf(known) } : {});
  const request = new Request("http://app.test/", { headers, ...(signal && { signal }) });
  const seen = { reads: 0, answer: null as JobView | null };
  const dueAt = dueInMs === undefined ? null : new Date(Date.now() + dueInMs);
  const watcher = { tell: () => undefined as void, end: () => undefined as void, watching: 0 };
  const answering = async () => {
    seen.answer = await waitForChange(request, waitSeconds, {
      read: async () => ({ view: read(++seen.reads), dueAt }),
      watch: async (tell, end) => {
        Object.assign(watcher, { tell, end });
        watcher.watching++;
        return () => void watcher.watching--;
      },
    });
  };
  return { seen, watcher, done: answering() };
}

describe("a request that waits", () => {
  test("is held while nothing changes, and answered when its time is over", async () => {
    const { seen, watcher, done } = hold(view, 20, () => view);
    await vi.advanceTimersByTimeAsync(19_999);
    expect(seen.answer).toBeNull();
    expect(watcher.watching).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(seen).toEqual({ reads: 1, answer: view });
    expect(watcher.watching).toBe(0);
  });

  test("is answered soon after the record changes", async () => {
    const changed = jobFixture({ progress: 43 });
    const { seen, watcher, done } = hold(view, 20, (count) => (count === 1 ? view : changed));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(seen.answer).toBeNull();
    watcher.tell();
    await done;
    expect(seen).toEqual({ reads: 2, answer: changed });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is answered with what changed while it was being read", async () => {
    const changed = jobFixture({ progress: 43 });
    const { seen, watcher, done } = hold(view, 20, (count) => {
      if (count === 1) watcher.tell();
      return count === 1 ? view : changed;
    });
    await vi.advanceTimersByTimeAsync(0);
    await done;
    expect(seen).toEqual({ reads: 2, answer: changed });
  });

  test("does not read again while the record has no news", async () => {
    const { seen, done } = hold(view, 20, () => view);
    await vi.advanceTimersByTimeAsync(20_000);
    await done;
    expect(seen).toEqual({ reads: 1, answer: view });
  });

  test("reads once more when the job becomes due, and no more where it stays so", async () => {
    const { seen, done } = hold(view, 20, () => view, { dueInMs: 5_000 });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(seen.reads).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.reads).toBe(2);
    await vi.advanceTimersByTimeAsync(15_000);
    await done;
    expect(seen).toEqual({ reads: 2, answer: view });
  });

  test("is answered at once where nobody can tell it of changes any more", async () => {
    const { seen, watcher, done } = hold(view, 20, () => view);
    await vi.advanceTimersByTimeAsync(2_000);
    watcher.end();
    await done;
    expect(seen).toEqual({ reads: 1, answer: view });
  });

  test("does not take the passing of time for a change", async () => {
    const { seen, watcher } = hold(view, 20, (count) =>
      jobFixture({ estimatedTimeRemaining: 60_000 - count, checks: count }),
    );
    for (let told = 0; told < 10; told++) {
      await vi.advanceTimersByTimeAsync(1_000);
      watcher.tell();
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual({ reads: 11, answer: null });
  });

  test.each<[string, JobView | null, number, JobView]>([
    ["knows nothing yet", null, 20, view],
    ["knows another state", jobFixture({ progress: 1 }), 20, view],
    ["waits for no time", view, 0, view],
    ["knows that the job is over", jobFixture({ status: "failed" }), 20, jobFixture({ status: "failed" })],
  ])("is answered at once where the client %s", async (_what, known, seconds, current) => {
    const { seen, done } = hold(known, seconds, () => current);
    await done;
    expect(seen).toEqual({ reads: 1, answer: current });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends when the client goes away", async () => {
    const client = new AbortController();
    const { seen, watcher, done } = hold(view, 20, () => view, { signal: client.signal });
    await vi.advanceTimersByTimeAsync(2_000);
    client.abort();
    await done;
    expect([seen.reads, watcher.watching, vi.getTimerCount()]).toEqual([1, 0, 0]);
  });

  test("fails as the reading fails", async () => {
    const { watcher, done } = hold(view, 20, () => {
      throw new Error("no database");
    });
    await expect(done).rejects.toThrow("no database");
    expect(watcher.watching).toBe(0);
  });
});

const parse = (query: string) => parseWait(new Request(`http://app.test/${query}`));

describe("?wait=", () => {
  test.each([
    ["", 0],
    ["?wait=", 0],
    ["?wait=0", 0],
    ["?wait=2.5", 2.5],
    ["?wait=20", 20],
  ])("%o waits %o s", (query, seconds) => {
    expect(parse(query)).toBe(seconds);
  });

  test.each(["?wait=-1", "?wait=21", "?wait=Infinity", "?wait=NaN", "?wait=long"])(
    "%s is a bad request",
    (query) => {
      expect(() => parse(query)).toThrow(BadRequest);
    },
  );
});
