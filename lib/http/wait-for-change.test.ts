import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { BadRequest } from "./errors";
import { etagOf } from "./job-response";
import { jobFixture } from "@/tests/support/job-fixture";
import { parseWait, waitForChange } from "./wait-for-change";

vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
}));

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
  signal?: AbortSignal,
  hasNews = true,
) {
  const headers = new Headers(known ? { "if-none-match": etagOf(known) } : {});
  const request = new Request("http://app.test/", { headers, ...(signal && { signal }) });
  const seen = { reads: 0, answer: null as JobView | null };
  const answering = async () => {
    const watched = { read: async () => read(++seen.reads), hasNews: async () => hasNews };
    seen.answer = await waitForChange(request, waitSeconds, watched);
  };
  return { seen, done: answering() };
}

describe("a request that waits", () => {
  test("is held while nothing changes, and answered when its time is over", async () => {
    const { seen, done } = hold(view, 20, () => view);
    await vi.advanceTimersByTimeAsync(18_000);
    expect(seen.answer).toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    await done;
    expect(seen).toEqual({ reads: 21, answer: view });
  });

  test("is answered soon after the record changes", async () => {
    const changed = jobFixture({ progress: 43 });
    const { seen, done } = hold(view, 20, (count) => (count <= 5 ? view : changed));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(seen.answer).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    await done;
    expect(seen.answer).toEqual(changed);
  });

  test("does not read again while the record has no news", async () => {
    const { seen, done } = hold(view, 20, () => view, undefined, false);
    await vi.advanceTimersByTimeAsync(20_000);
    await done;
    expect(seen).toEqual({ reads: 1, answer: view });
  });

  test("does not take the passing of time for a change", async () => {
    const { seen } = hold(view, 20, (count) =>
      jobFixture({ estimatedTimeRemaining: 60_000 - count, checks: count }),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.answer).toBeNull();
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
    const { seen, done } = hold(view, 20, () => view, client.signal);
    await vi.advanceTimersByTimeAsync(2_000);
    client.abort();
    await vi.advanceTimersByTimeAsync(1_000);
    await done;
    expect(seen.reads).toBeLessThanOrEqual(4);
  });

  test("fails as the reading fails", async () => {
    const { done } = hold(view, 20, () => {
      throw new Error("no database");
    });
    await expect(done).rejects.toThrow("no database");
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
