import { expect, test } from "vitest";
import { removalWords } from "./removal";

const now = Date.parse("2026-11-21T12:00:00.000Z");

test.each([
  [null, null],
  ["2026-11-28T12:00:01.000Z", null],
  ["2026-11-28T12:00:00.000Z", "in 7 days"],
  ["2026-11-23T11:00:00.000Z", "in 2 days"],
  ["2026-11-22T11:00:00.000Z", "within a day"],
  ["2026-11-20T12:00:00.000Z", "within a day"],
])("a job that is removed at %s is said to be so: %s", (removedAt, words) => {
  expect(removalWords(removedAt, now)).toBe(words);
});
