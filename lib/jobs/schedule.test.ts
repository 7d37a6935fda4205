import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoff, nextCheckIn, pollAfter, type Moment } from "./schedule";
import { at, minutes, noon, seconds } from "@/tests/support/sample-jobs";

const moment = (fields: Partial<Moment> = {}): Moment => ({
  intervalMs: 30 * seconds,
  ageMs: 0,
  expectedInMs: null,
  overdue: false,
  ...fields,
});

describe("the next check", () => {
  test.each([30, 10, 5])("comes at the stage's own %i s", (interval) => {
    expect(nextCheckIn(moment({ intervalMs: interval * seconds }))).toBe(interval * seconds);
    expect(nextCheckIn(moment({ intervalMs: interval * seconds, expectedInMs: 5 * minutes }))).toBe(
      interval * seconds,
    );
  });

  test("comes just after an expected end that is nearer than the interval", () => {
    expect(nextCheckIn(moment({ expectedInMs: 20 * seconds }))).toBe(21 * seconds);
  });

  test("comes no sooner than a third of the interval, however near the end is", () => {
    expect(nextCheckIn(moment({ expectedInMs: 0 }))).toBe(10 * seconds);
    expect(nextCheckIn(moment({ expectedInMs: -25 * seconds }))).toBe(10 * seconds);
  });

  test("comes at the interval until two minutes have passed in the stage, then less and less often", () => {
    const after = [1, 2, 3, 4, 5, 60].map((age) => nextCheckIn(moment({ ageMs: age * minutes })));
    expect(after).toEqual([30, 30, 37.5, 45, 52.5, 60].map((wait) => wait * seconds));
  });

  test("comes ever less often in a stage of hours, up to its own longest interval", () => {
    const hours = { intervalMs: 2 * seconds, longestMs: 60 * seconds };
    const after = [1, 4, 10, 62, 600].map((age) => nextCheckIn(moment({ ...hours, ageMs: age * minutes })));
    expect(after).toEqual([2, 3, 6, 32, 60].map((wait) => wait * seconds));
  });

  test("of an overdue job comes slowly, whatever is expected", () => {
    expect(nextCheckIn(moment({ overdue: true, expectedInMs: 0 }))).toBe(120 * seconds);
    expect(nextCheckIn(moment({ overdue: true, intervalMs: 200 * seconds }))).toBe(200 * seconds);
  });

  test("is never sooner than a third of the interval, nor later than twice the interval", () => {
    const moments = fc.record({
      intervalMs: fc.integer({ min: 1_000, max: 60_000 }),
      ageMs: fc.integer({ min: 0, max: 10_000_000 }),
      expectedInMs: fc.option(fc.integer({ min: -10_000_000, max: 10_000_000 })),
      overdue: fc.constant(false),
    });
    fc.assert(
      fc.property(moments, (each) => {
        expect(nextCheckIn(each)).toBeGreaterThanOrEqual(each.intervalMs / 3);
        expect(nextCheckIn(each)).toBeLessThanOrEqual(each.intervalMs * 2);
      }),
    );
  });
});

describe("the next check, where history knows when such a stage ends,", () => {
  // By when 2, 10, 20, 35, 50, 65, 85, 90 and 98 of a hundred were done.
  const usual = [60, 75, 90, 100, 110, 120, 140, 150, 200].map((each) => each * seconds);
  const video = (fields: Partial<Moment> = {}) => moment({ intervalMs: 5 * seconds, usual, ...fields });
  const after = (ageSeconds: number, fields: Partial<Moment> = {}) =>
    nextCheckIn(video({ ageMs: ageSeconds * seconds, ...fields })) / seconds;

  test("comes an interval after the beginning, and then not before the first of them were done", () => {
    expect([0, 4].map((age) => after(age))).toEqual([5, 5]);
    expect([5, 20, 49].map((age) => after(age))).toEqual([55, 40, 11]);
  });

  test("comes at most five minutes later, however long that takes", () => {
    expect(after(5, { usual: usual.map((each) => each * 10) })).toBe(300);
  });

  test("comes at twice the interval while few are done, and densely from when a third is until most are", () => {
    expect([60, 80].map((age) => after(age))).toEqual([10, 10]);
    const dense = Math.sqrt(5 * 110) / 10;
    expect([100, 139].map((age) => after(age))).toEqual(
      [dense, dense].map((each) => expect.closeTo(each, 2)),
    );
    expect(after(95)).toBeCloseTo(5 + dense, 2);
  });

  test("comes at twice the interval again after that, for as long as it takes", () => {
    expect([140, 200, 3_000].map((age) => after(age))).toEqual([10, 10, 10]);
  });

  test("is for each piece of what is made side by side, from the beginning", () => {
    expect([0, 5, 49, 60].map((age) => after(age, { inPieces: true }))).toEqual([5, 10, 10, 10]);
  });

  test("grows as ever in a stage of hours, to its own longest interval", () => {
    const hours = { intervalMs: 2 * seconds, longestMs: 60 * seconds, inPieces: true };
    const long = { ...hours, usual: usual.map((each) => each * 60) };
    expect([10, 600, 3_599, 9_000].map((age) => after(age, long))).toEqual([4, 12, 60, 60]);
  });

  test("is no later than the provider's own forecast, and not dense while that is far away", () => {
    expect(after(5, { expectedInMs: 20 * seconds })).toBe(21);
    expect(after(5, { expectedInMs: 3 * seconds })).toBe(4);
    expect(after(110, { expectedInMs: 30 * seconds })).toBe(5);
    expect(after(110, { expectedInMs: -30 * seconds })).toBe(after(110));
  });

  test("of an overdue job comes as slowly as ever", () => {
    expect(after(110, { overdue: true })).toBe(120);
  });

  test("is never sooner than a third of the interval, nor later than five minutes or the longest interval", () => {
    const durations = fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 9, maxLength: 9 });
    const moments = fc.record({
      intervalMs: fc.integer({ min: 1_000, max: 60_000 }),
      ageMs: fc.integer({ min: 0, max: 100_000_000 }),
      expectedInMs: fc.option(fc.integer({ min: -10_000_000, max: 10_000_000 })),
      usual: durations.map((each) => each.toSorted((a, b) => a - b)),
      inPieces: fc.boolean(),
      overdue: fc.constant(false),
    });
    fc.assert(
      fc.property(moments, (each) => {
        expect(nextCheckIn(each)).toBeGreaterThanOrEqual(Math.floor(each.intervalMs / 3));
        expect(nextCheckIn(each)).toBeLessThanOrEqual(300 * seconds);
      }),
    );
  });
});

describe("after failed checks", () => {
  test("the wait is 5 s three times, and then doubles to 5 min", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((failures) => backoff(failures, null, 0) / seconds);
    expect(waits).toEqual([5, 5, 5, 10, 20, 40, 80, 160, 300]);
  });

  test("chance takes off up to a fifth, so that jobs do not return in step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        (n, random) => {
          const [longest, wait] = [backoff(n, null, 0), backoff(n, null, random)];
          expect(wait).toBeLessThanOrEqual(longest);
          expect(wait).toBeGreaterThanOrEqual(longest * 0.8);
        },
      ),
    );
    expect(backoff(3, null, 0.1)).not.toBe(backoff(3, null, 0.9));
  });

  test("the provider's retry-after is obeyed, up to ten minutes", () => {
    expect(backoff(1, 90_000, 0.5)).toBe(90_000);
    expect(backoff(1, 86_400_000, 0.5)).toBe(600_000);
  });

  test("a retry-after that is shorter than our own wait, or makes no sense, does not shorten it", () => {
    expect(backoff(6, 1_000, 0)).toBe(40_000);
    expect(backoff(6, -1_000, 0)).toBe(40_000);
  });
});

describe("what a browser is told", () => {
  test("is 0 only when the job is over", () => {
    expect(pollAfter(null, 30_000, noon)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
        const wait = pollAfter(at(ms), 30_000, noon);
        expect(wait).toBeGreaterThanOrEqual(1_000);
        expect(wait).toBeLessThanOrEqual(300_000);
        expect(wait % 1_000).toBe(0);
      }),
    );
  });

  test("is never before the record is due", () => {
    expect(pollAfter(at(29_001), 30_000, noon)).toBe(30_000);
    expect(pollAfter(at(30_000), 30_000, noon)).toBe(30_000);
  });

  test("is some seconds, not none, while the record is due and cannot be asked about", () => {
    expect(pollAfter(at(-60_000), 30_000, noon)).toBe(10_000);
    expect(pollAfter(at(0), 5_000, noon)).toBe(3_000);
  });
});
