import { expect, test } from "vitest";
import { countsKey, jobFilterOf, jobPageQuery } from "./job-filter";
import { listKey } from "./use-jobs";

const everything = { words: "", status: null, kind: null, isFavourite: false, from: null, to: null };
const full = {
  words: "red lamp & 50 %",
  status: "failed",
  kind: "chat",
  isFavourite: true,
  from: "2026-03-01",
  to: "2026-03-31",
} as const;

test("an address gives back the filter of jobs that made it", () => {
  expect(jobFilterOf(new URLSearchParams(jobPageQuery(full)))).toEqual(full);
  expect(jobFilterOf(new URLSearchParams(jobPageQuery(everything)))).toEqual(everything);
  expect(jobPageQuery(everything)).toBe("");
});

test("what an address says beside a filter of jobs is left out", () => {
  const strange = "q=+&status=lost&kind=tidy&from=2026-02-30&to=0202-11-02&page=3";
  expect(jobFilterOf(new URLSearchParams(strange))).toEqual(everything);
});

test("jobs of a day are asked for from its first to its last moment where the reader lives", () => {
  const { searchParams } = new URL(listKey({ from: "2026-03-01", to: "2026-03-01" }), "http://localhost");
  const [from, to] = [new Date(searchParams.get("from") ?? ""), new Date(searchParams.get("to") ?? "")];
  expect([from.getDate(), from.getHours(), from.getMinutes()]).toEqual([1, 0, 0]);
  expect(to.getTime() - from.getTime()).toBe(24 * 3_600_000 - 1);
});

test("words are asked for as they were typed", () => {
  const { searchParams } = new URL(listKey({ words: full.words }), "http://localhost");
  expect(searchParams.get("q")).toBe("red lamp & 50 %");
  expect(listKey({ words: "" })).toBe(listKey({}));
});

test("counts are of what words and days leave, whatever status and kind are chosen", () => {
  expect(countsKey({ ...full, status: null, kind: null })).toBe(countsKey(full));
  expect(countsKey({ ...full, words: "" })).not.toBe(countsKey(full));
  expect(countsKey({ ...full, from: null })).not.toBe(countsKey(full));
});
