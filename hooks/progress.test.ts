import { assert, integer, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { jobFixture } from "./job-fixture";
import { leftOf, shownProgress } from "./progress";

test("glides toward the expected end", () => {
  const job = jobFixture({ progress: 40, estimatedTimeRemaining: 60_000, pollAfterMs: 30_000 });
  expect(shownProgress(job, 0)).toBe(40);
  expect(shownProgress(job, 15_000)).toBeGreaterThan(45);
});

test("stands still once the next answer is due", () => {
  const job = jobFixture({ pollAfterMs: 10_000 });
  expect(shownProgress(job, 60_000)).toBe(shownProgress(job, 10_000));
});

test.each([
  ["overdue", { overdue: true }],
  ["delayed", { delay: { code: "rate_limited", message: "", until: "2026-11-21T12:01:00Z" } }],
  ["waiting", { status: "pending" as const }],
  ["without an estimate", { estimatedTimeRemaining: null }],
])("stands still while %s", (_, fields) => {
  expect(shownProgress(jobFixture(fields), 20_000)).toBe(40);
});

test("never falls, never reaches 100 by itself", () => {
  assert(
    property(
      integer({ min: 0, max: 99 }),
      integer({ min: 0, max: 3_600_000 }),
      integer({ min: 0, max: 60_000 }),
      nat(7_200_000),
      nat(60_000),
      (progress, estimatedTimeRemaining, pollAfterMs, elapsedMs, more) => {
        const job = jobFixture({ progress, estimatedTimeRemaining, pollAfterMs });
        const shown = shownProgress(job, elapsedMs);
        expect(shown).toBeGreaterThanOrEqual(progress);
        expect(shown).toBeLessThanOrEqual(99);
        expect(shownProgress(job, elapsedMs + more)).toBeGreaterThanOrEqual(shown);
      },
    ),
  );
});

test("time left never runs below zero", () => {
  expect(leftOf(5_000, 9_000)).toBe(0);
  expect(leftOf(5_000, 2_000)).toBe(3_000);
});

test("a page opened later shows the same as one that was there all the time", () => {
  const early = jobFixture({ progress: 10, estimatedTimeRemaining: 50_000, pollAfterMs: 30_000 });
  const later = jobFixture({
    progress: 10,
    estimatedTimeRemaining: 30_000,
    pollAfterMs: 10_000,
    sinceCheckMs: 20_000,
  });
  expect(shownProgress(later, 5_000)).toBeCloseTo(shownProgress(early, 25_000));
});
