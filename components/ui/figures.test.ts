import { expect, test } from "vitest";
import { clock, lasted, lengthSayer, span } from "./figures";

test.each([
  [0, "0:00"],
  [6_990, "0:06"],
  [41_900, "0:41"],
  [333_000, "5:33"],
  [3_730_000, "1:02:10"],
])("%d ms on the clock is %s", (ms, words) => {
  expect(clock(ms)).toBe(words);
});

test.each([
  [640, false, "0.6 s"],
  [9_990, false, "9.9 s"],
  [9_990, true, "0:09"],
  [11_500, false, "0:11"],
  [-5, false, "0.0 s"],
] as const)("%d ms that grow (%s) are told as %s", (ms, isRunning, words) => {
  expect(lasted(ms, isRunning)).toBe(words);
});

test("the parts of something are told alike, by how long all of it took", () => {
  const told = (wholeMs: number, isUnderWay: boolean) =>
    [700, 3_500].map((ms) => lengthSayer(wholeMs, isUnderWay)(ms));
  expect(told(4_200, false)).toEqual(["0.7 s", "3.5 s"]);
  expect(told(14_200, false)).toEqual(["< 0:01", "0:03"]);
  expect(told(4_200, true)).toEqual(["< 0:01", "0:03"]);
  expect(lengthSayer(4_200, true)(700, true)).toBe("0:00");
});

test.each([
  [0, 3_000, "any moment now"],
  [18_000, 38_000, "20 to 40 s"],
  [8_000, 9_000, "about 10 s"],
  [55_000, 115_000, "1 to 2 min"],
  [20_000, 100_000, "1 to 2 min"],
  [400_000, 1_000_000, "7 to 17 min"],
  [8_000_000, 10_000_000, "2 to 3 h"],
])("a span of %d to %d ms is said as %s", (low, high, words) => {
  expect(span(low, high)).toBe(words);
});
