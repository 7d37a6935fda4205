import { expect, test } from "vitest";
import { removedAt } from "./retention";

const completedAt = new Date("2026-02-27T12:00:00Z");
const plain = { favouriteAt: null, unfavouredAt: null };
const since = new Date("2025-01-01T00:00:00Z");

test("a job that has ended is kept for so many days, one that has not for as long as it takes, and without a limit all are", () => {
  expect(removedAt({ ...plain, completedAt }, { days: 3, since })).toEqual(new Date("2026-03-02T12:00:00Z"));
  expect(removedAt({ ...plain, completedAt: null }, { days: 3, since })).toBeNull();
  expect(removedAt({ ...plain, completedAt }, null)).toBeNull();
});

test("nothing is removed within a week of the day on which it was first said", () => {
  const today = new Date("2026-05-01T09:00:00Z");
  const soonest = new Date("2026-05-08T09:00:00Z");
  expect(removedAt({ ...plain, completedAt }, { days: 3, since: today })).toEqual(soonest);
});

test("a favourite is kept, and what was one until today is kept for another week at least", () => {
  const today = new Date("2026-05-01T09:00:00Z");
  const kept = { completedAt, favouriteAt: completedAt, unfavouredAt: null };
  expect(removedAt(kept, { days: 3, since })).toBeNull();
  const no = { completedAt, favouriteAt: null, unfavouredAt: today };
  expect(removedAt(no, { days: 3, since })).toEqual(new Date("2026-05-08T09:00:00Z"));
  expect(removedAt(no, { days: 300, since })).toEqual(new Date("2026-12-24T12:00:00Z"));
});
