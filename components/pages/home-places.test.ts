import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import type { JobStatus } from "@/lib/jobs/status";
import { jobFixture } from "@/tests/support/job-fixture";
import { mostActive, mostLately } from "./home-limits";
import { homePlaces, newestOf, seenWith, type Seen } from "./home-places";

/** Numbered from the oldest. */
const job = (number: number, status: JobStatus, attempt = 1): JobView =>
  jobFixture({
    id: String(number),
    status,
    attempt,
    createdAt: new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString(),
  });

/** What the page says after it was told of lists, one after the other. */
function placesAfter(...lists: JobView[][]) {
  let seen: ReadonlyMap<string, Seen> = new Map();
  for (const list of lists) seen = seenWith(seen, newestOf(list));
  const { now, lately } = homePlaces(seen.values(), newestOf(lists.at(-1) ?? []));
  return { now: now.map(({ id }) => id), lately: lately.map(({ id }) => id) };
}

test("what is under way stands apart from what is over, the newest first", () => {
  const list = [job(1, "completed"), job(2, "processing"), job(3, "failed"), job(4, "pending")];
  expect(placesAfter(list)).toEqual({ now: ["4", "2"], lately: ["3", "1"] });
});

test("what ends in sight keeps its place, also once no list has it any more", () => {
  const began = [job(1, "processing"), job(2, "completed")];
  expect(placesAfter(began, [job(1, "completed"), job(2, "completed")])).toEqual({
    now: ["1"],
    lately: ["2"],
  });
  expect(placesAfter(began, [job(2, "completed")])).toEqual({ now: ["1"], lately: ["2"] });
});

test("of what has ended in sight as many stay as are shown", () => {
  const numbers = Array.from({ length: mostActive + 3 }, (_, at) => at + 1);
  const [began, ended] = [
    numbers.map((number) => job(number, "processing")),
    numbers.map((number) => job(number, "completed")),
  ];
  expect(placesAfter(began, ended).now).toEqual(numbers.slice(-mostActive).map(String).toReversed());
});

test("what is tried again stays where it is seen, and has a place among what is under way if it was not", () => {
  const over = Array.from({ length: mostLately + 1 }, (_, at) => job(at + 1, "failed"));
  const [oldest = job(1, "failed"), ...shown] = over;
  const retriedInSight = [...over.slice(0, -1), job(mostLately + 1, "pending", 2)];
  expect(placesAfter(over, retriedInSight)).toMatchObject({ now: [] });
  expect(placesAfter(over, retriedInSight).lately).toContain(String(mostLately + 1));
  const retriedOutOfSight = [{ ...oldest, status: "pending" as const, attempt: 2 }, ...shown];
  expect(placesAfter(over, retriedOutOfSight).now).toEqual(["1"]);
});

test("of two lists that tell of a job the later word counts, and nothing new changes nothing", () => {
  const [before, after] = [job(1, "failed"), job(1, "pending", 2)];
  expect(newestOf([after, before]).get("1")).toBe(after);
  const seen = seenWith(new Map(), newestOf([after]));
  expect(seenWith(seen, newestOf([after]))).toBe(seen);
});
