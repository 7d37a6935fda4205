import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nextTryIn, pauseOf } from "./delivery-ladder";

const hour = 3_600_000;

test("a message is tried seven times, ever more seldom, over most of a day", () => {
  const waits = Array.from({ length: 7 }, (_, n) => nextTryIn(n + 1, undefined, 0));
  expect(waits).toEqual([5_000, 300_000, 1_800_000, 2 * hour, 5 * hour, 10 * hour, null]);
  const all = (random: number) =>
    waits.reduce<number>((sum, _, n) => sum + (nextTryIn(n + 1, undefined, random) ?? 0), 0);
  expect(all(0)).toBeGreaterThan(17 * hour);
  expect(all(1)).toBeLessThan(24 * hour);
});

test("whoever asks to be left alone is, for as long as they ask, but for no longer than some hours", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.double({ min: 0, max: 1e15, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tries, retryAfterMs, random) => {
        const wait = nextTryIn(tries, retryAfterMs, random) ?? 0;
        expect(wait).toBeGreaterThanOrEqual(Math.min(Math.floor(retryAfterMs), 12 * hour));
        expect(wait).toBeGreaterThanOrEqual(nextTryIn(tries, undefined, 0) ?? 0);
        // What waits with it is not sent before that is over, nor after it.
        expect(pauseOf(retryAfterMs, random)).toBeGreaterThanOrEqual(
          Math.min(Math.floor(retryAfterMs), 12 * hour),
        );
        expect(pauseOf(retryAfterMs, random)).toBeLessThanOrEqual(wait);
        expect(wait).toBeLessThanOrEqual(15 * hour);
      },
    ),
  );
});

test("nobody is asked more often because they ask to be left alone", () => {
  expect(nextTryIn(7, 1_000)).toBeNull();
});
