import { expect, test } from "vitest";
import { shownUnderWay } from "./under-way-shown";

test("of many jobs under way three are shown until all are asked for, and one alone is never behind a line of its own", () => {
  const jobs = [1, 2, 3, 4, 5, 6, 7];
  expect(shownUnderWay(jobs, false)).toEqual([1, 2, 3]);
  expect(shownUnderWay(jobs, true)).toEqual(jobs);
  expect(shownUnderWay(jobs.slice(0, 4), false)).toEqual([1, 2, 3, 4]);
});
