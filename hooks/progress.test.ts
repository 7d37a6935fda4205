import { assert, integer, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { leftOf, shownProgress } from "./progress";

test("glides toward the end of the stage", () => {
  const job = jobFixture({ progress: 40, glide: { to: 60, inMs: 60_000 }, pollAfterMs: 30_000 });
  expect(shownProgress(job, 0)).toBe(40);
  expect(shownProgress(job, 15_000)).toBeCloseTo(40 + 20 * 0.25 * 0.95);
});

test("stands still once the next answer is due", () => {
  const job = jobFixture({ pollAfterMs: 10_000 });
  expect(shownProgress(job, 60_000)).toBe(shownProgress(job, 10_000));
});

test("stands still where the server expects nothing: waiting, overdue, delayed, over", () => {
  expect(shownProgress(jobFixture({ progress: 40, glide: null }), 20_000)).toBe(40);
});

test("never falls, never passes the end of the stage", () => {
  assert(
    property(
      integer({ min: 0, max: 99 }),
      integer({ min: 0, max: 99 }),
      integer({ min: 0, max: 3_600_000 }),
      integer({ min: 0, max: 60_000 }),
      nat(7_200_000),
      nat(60_000),
      (progress, to, inMs, pollAfterMs, elapsedMs, more) => {
        const job = jobFixture({ progress, glide: { to, inMs }, pollAfterMs });
        const shown = shownProgress(job, elapsedMs);
        expect(shown).toBeGreaterThanOrEqual(progress);
        expect(shown).toBeLessThanOrEqual(Math.max(progress, to));
        expect(shownProgress(job, elapsedMs + more)).toBeGreaterThanOrEqual(shown);
      },
    ),
  );
});

test("a page opened later shows the same as one that was there all the time", () => {
  const early = jobFixture({ progress: 10, glide: { to: 60, inMs: 50_000 }, pollAfterMs: 30_000 });
  const glide = { to: 60, inMs: 30_000 };
  const later = jobFixture({ progress: 10, glide, pollAfterMs: 10_000, sinceCheckMs: 20_000 });
  expect(shownProgress(later, 5_000)).toBeCloseTo(shownProgress(early, 25_000));
});

test("time left never runs below zero", () => {
  expect(leftOf(5_000, 9_000)).toBe(0);
  expect(leftOf(5_000, 2_000)).toBe(3_000);
});
