import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { follow, shownOf, sinceTold } from "./shown-progress";

let isStill = false;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("matchMedia", () => ({ matches: isStill }));
});
afterEach(() => {
  isStill = false;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const glide = { to: 60, passedMs: 0, usualMs: 60_000 };

test("every place that shows a job draws the same value, also one that comes later or knows less", () => {
  const early = jobFixture({ id: "a", progress: 0, glide });
  const stop = follow(early, () => undefined);
  vi.advanceTimersByTime(10_000);
  const late = { ...early };
  const stopLate = follow(late, () => undefined);
  expect(shownOf(late)).toBe(shownOf(early));
  expect(shownOf(early).percent).toBeCloseTo(10, 0);
  stop();
  stopLate();
});

test("a retry is drawn from 0, and what has stopped as it is known, in the very next drawing", () => {
  const job = jobFixture({ id: "b", progress: 50, glide: { ...glide, passedMs: 50_000 } });
  const stop = follow(job, () => undefined);
  vi.advanceTimersByTime(5_000);
  expect(shownOf(job).percent).toBeGreaterThan(50);
  expect(shownOf({ ...job, status: "failed", glide: null }).percent).toBe(50);
  const retried = jobFixture({ id: "b", status: "pending", attempt: 2, progress: 0, glide: null });
  expect(shownOf(retried).percent).toBe(0);
  stop();
  const stopRetried = follow(retried, () => undefined);
  vi.advanceTimersByTime(1_000);
  expect(shownOf(retried).percent).toBe(0);
  stopRetried();
});

test("those who want no motion see it move once a second, and nobody's clock goes on unseen", () => {
  isStill = true;
  const job = jobFixture({ id: "c", progress: 0, glide });
  let drawings = 0;
  const stop = follow(job, () => (drawings += 1));
  vi.advanceTimersByTime(10_000);
  expect(drawings).toBeGreaterThanOrEqual(9);
  expect(drawings).toBeLessThanOrEqual(11);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("how long ago a job was told goes by the same clock, and begins anew with every answer, also one without news", () => {
  const job = jobFixture({ id: "d" });
  expect(sinceTold(job)).toBe(0);
  const stop = follow(job, () => undefined);
  vi.advanceTimersByTime(4_000);
  expect(sinceTold(job)).toBe(4_000);
  const stopAgain = follow({ ...job, sinceCheckMs: 4_000 }, () => undefined);
  expect(sinceTold(job)).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(sinceTold(job)).toBe(1_000);
  stop();
  stopAgain();
});

test("of a job that is over, and that nobody draws any more, nothing is kept", () => {
  const job = jobFixture({ id: "e", glide });
  const stop = follow(job, () => undefined);
  const done = { ...job, status: "completed" as const, progress: 100, glide: null, checks: job.checks + 1 };
  const stopDone = follow(done, () => undefined);
  stop();
  vi.advanceTimersByTime(2_000);
  expect(sinceTold(done)).toBe(2_000);
  stopDone();
  expect(sinceTold(done)).toBe(0);
});
