import { unstable_serialize } from "swr/infinite";
import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { activeJobsKey, isListKey, isNewer, isPolled, pagesKey, withActiveJob, withJob } from "./job-cache";
import { jobsOf, listKey } from "./use-jobs";

test("a list takes a newer view of a job and refuses an older one", () => {
  const old = jobFixture();
  const fresh = jobFixture({ updatedAt: "2026-11-21T12:01:00.000Z", progress: 55 });
  const page = { items: [old], nextCursor: null };
  expect(withJob(page, fresh).items).toEqual([fresh]);
  expect(withJob({ items: [fresh], nextCursor: null }, old).items).toEqual([fresh]);
  expect(withJob(page, jobFixture({ id: "elsewhere" }))).toBe(page);
});

test("the list of what is under way takes in a job that was just started or tried again, once", () => {
  const other = jobFixture({ id: "other" });
  const page = { items: [other], nextCursor: null };
  const started = jobFixture({ status: "pending" });
  expect(withActiveJob(page, started).items).toEqual([started, other]);
  expect(withActiveJob({ items: [started], nextCursor: null }, started).items).toEqual([started]);

  const canceled = jobFixture({ status: "canceled" });
  const again = jobFixture({ attempt: 2 });
  expect(withActiveJob({ items: [canceled], nextCursor: null }, again).items).toEqual([again]);
});

test("a job that is over never enters the list of what is under way", () => {
  const page = { items: [], nextCursor: null };
  expect(withActiveJob(page, jobFixture({ status: "completed" }))).toBe(page);
});

test("what is under way or not known yet is asked for at an interval; what is over rests, and a list of nothing else", () => {
  const over = jobFixture({ status: "failed" });
  const active = jobFixture({ status: "processing" });
  const page = (...items: (typeof over)[]) => ({ items, nextCursor: null });
  expect([undefined, active, page(over, active), [page(active), page(over)], []].map(isPolled)).toEqual(
    Array.from({ length: 5 }, () => true),
  );
  // Of a list only the first page is asked again.
  expect([over, page(over), page(), [page(over), page(active)]].map(isPolled)).toEqual(
    Array.from({ length: 4 }, () => false),
  );
});

test("a later attempt is newer whatever the clock says", () => {
  const retried = jobFixture({ attempt: 2, updatedAt: "2026-11-21T11:00:00.000Z" });
  expect(isNewer(retried, jobFixture())).toBe(true);
  expect(isNewer(jobFixture(), retried)).toBe(false);
});

test("the same filter gives the same key, and every key of a list is known as one", () => {
  expect(listKey({ kind: "photoshoot", status: "failed" })).toBe(
    listKey({ status: "failed", kind: "photoshoot" }),
  );
  expect(isListKey(listKey({}))).toBe(true);
  expect(isListKey(activeJobsKey)).toBe(true);
  expect(isListKey("/api/jobs/9d0f")).toBe(false);
});

test("a job that moved to the next page while that was asked for is listed once, where it was first", () => {
  const first = jobFixture({ id: "1" });
  const second = jobFixture({ id: "2" });
  const third = jobFixture({ id: "3" });
  const pages = [
    { items: [first, second], nextCursor: "a" },
    { items: [second, third], nextCursor: null },
  ];
  expect(jobsOf(pages).map(({ id }) => id)).toEqual(["1", "2", "3"]);
});

test.each(["/api/jobs?limit=12", "/api/jobs?", "/api/endpoints/1/deliveries"])(
  "the pages that begin with %s are kept where SWR keeps them",
  (first) => {
    expect(pagesKey(first)).toBe(unstable_serialize(() => first));
  },
);
