import { describe, expect, test } from "vitest";
import { ApiError, apiErrorOf } from "./api";
import { askAgainIn, askListAgainIn, atHeartbeat, recoverAfter } from "./schedule";
import { jobFixture } from "@/tests/support/job-fixture";

describe("polling", () => {
  test("waits as long as the server said", () => {
    expect(askAgainIn(jobFixture({ pollAfterMs: 30_000 }))).toBe(30_000);
  });

  test.each(["completed", "failed", "canceled"] as const)("stops when a job is %s", (status) => {
    expect(askAgainIn(jobFixture({ status, pollAfterMs: 5_000 }))).toBe(0);
  });

  test("never stops for a job that is not there yet, nor for an active one that says 0", () => {
    expect(askAgainIn(undefined)).toBeGreaterThan(0);
    expect(askListAgainIn(undefined)).toBeGreaterThan(0);
    expect(askAgainIn(jobFixture({ pollAfterMs: 0 }))).toBeGreaterThan(0);
  });

  test("a list is as impatient as its most impatient active job, and stops when none is active", () => {
    const done = jobFixture({ status: "completed", pollAfterMs: 0 });
    const slow = jobFixture({ pollAfterMs: 30_000 });
    const quick = jobFixture({ pollAfterMs: 5_000 });
    expect(askListAgainIn([done, slow, quick])).toBe(5_000);
    expect(askListAgainIn([done])).toBe(0);
    expect(askListAgainIn([])).toBe(0);
  });
});

test("while changes are told as they happen asking is a heartbeat, and what was not asked is not", () => {
  const told = [0, 2_000, 30_000, 120_000].map((intervalMs) => atHeartbeat(intervalMs, true));
  expect(told).toEqual([0, 60_000, 60_000, 120_000]);
  expect(atHeartbeat(2_000, false)).toBe(2_000);
});

describe("recovery", () => {
  const lost = new ApiError("", 0, "unreachable");

  test("comes back after an outage, slower each time, at most every 30 s or so", () => {
    const waits = [0, 1, 2, 3, 20].map((failures) => recoverAfter(lost, failures, 0.5));
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000]);
  });

  test("does not ask again for what is not there or not allowed", () => {
    expect(recoverAfter(new ApiError("", 404, "not_found"), 0, 0.5)).toBeNull();
    expect(recoverAfter(new ApiError("", 401, "unauthorized"), 0, 0.5)).toBeNull();
  });

  test.each([401, 403, 404])("asks again where somebody else on the way refuses with %i", (status) => {
    expect(recoverAfter(apiErrorOf(status, "<html>No</html>"), 0, 0.5)).toBeGreaterThan(0);
  });

  test.each([null, "1", "3", "120"])(
    "while our own database is away it asks every few seconds, however long that takes (Retry-After %s)",
    (retryAfter) => {
      const body = '{"code":"unavailable","detail":"Not answering. Nothing is lost."}';
      const error = apiErrorOf(503, body, retryAfter);
      for (const [failures, random] of [
        [0, 0],
        [3, 1],
        [1_000, 1],
      ] as const) {
        const wait = recoverAfter(error, failures, random);
        expect(wait).toBeGreaterThanOrEqual(Math.min(2, Number(retryAfter ?? 2)) * 1_000);
        // With the 7 s that an answer may hang before it, and the next answer itself, less than ten.
        expect(wait).toBeLessThanOrEqual(2_500);
      }
    },
  );

  test("obeys retry-after", () => {
    expect(recoverAfter(new ApiError("", 429, "busy", 9_000), 0, 0.5)).toBe(9_000);
  });
});
