import { expect, test } from "vitest";
import { filterOf, isNarrowed, pageQuery, requestQuery, wholeLibrary, withTag } from "./library-filter";

const full = {
  words: "blue sea",
  tags: ["sand", "a & b"],
  status: "completed",
  from: "2026-03-01",
  to: "2026-03-31",
} as const;

test("an address gives back the filter that made it", () => {
  expect(filterOf(new URLSearchParams(pageQuery(full)))).toEqual(full);
  expect(filterOf(new URLSearchParams(pageQuery(wholeLibrary)))).toEqual(wholeLibrary);
  expect(pageQuery(wholeLibrary)).toBe("");
});

test("what an address says beside a filter is left out", () => {
  const strange = "q=%20%20&tag=&tag=sea&tag=sea&status=tidy&from=2026-02-30&to=yesterday&page=3";
  expect(filterOf(new URLSearchParams(strange))).toEqual({ ...wholeLibrary, tags: ["sea"] });
});

test("a day is asked for from its first to its last moment where the reader lives", () => {
  const asked = new URLSearchParams(requestQuery({ ...wholeLibrary, from: "2026-03-01", to: "2026-03-01" }));
  const [from, to] = [new Date(asked.get("from") ?? ""), new Date(asked.get("to") ?? "")];
  expect([from.getDate(), from.getHours(), from.getMinutes()]).toEqual([1, 0, 0]);
  expect(to.getTime() - from.getTime()).toBe(24 * 3_600_000 - 1);
});

test("a tag chosen twice is not chosen", () => {
  const once = withTag(wholeLibrary, "sea");
  expect(once.tags).toEqual(["sea"]);
  expect(isNarrowed(once)).toBe(true);
  expect(isNarrowed(withTag(once, "sea"))).toBe(false);
});
