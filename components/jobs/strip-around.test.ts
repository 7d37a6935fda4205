import { expect, test } from "vitest";
import { stripAround } from "./strip-around";

test("the strip has eight pictures where there are as many, and always the one that is looked at", () => {
  for (const count of [1, 2, 7, 8, 9, 40]) {
    for (let at = 0; at < count; at += 1) {
      const { from, to } = stripAround(at, count);
      expect(to - from).toBe(Math.min(8, count));
      expect([from >= 0, to <= count, from <= at && at < to]).toEqual([true, true, true]);
    }
  }
});

test("the eight of a shoot stay where they are, whichever is looked at", () => {
  for (const at of [0, 3, 7]) expect(stripAround(at, 8)).toEqual({ from: 0, to: 8 });
});
