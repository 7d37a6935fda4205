import { expect, test } from "vitest";
import { idsIn, keptWith } from "./told-list";

test("a job is remembered once, and forgotten for good", () => {
  const both = keptWith(keptWith(null, "a", true), "b", true);
  expect(idsIn(both)).toEqual(["a", "b"]);
  expect(idsIn(keptWith(both, "a", true))).toEqual(["b", "a"]);
  expect(idsIn(keptWith(both, "a", false))).toEqual(["b"]);
  expect(idsIn(keptWith(both, "c", false))).toEqual(["a", "b"]);
});

test("what makes no sense is nothing, and the oldest of too many is forgotten", () => {
  for (const text of [null, "", "{", "null", '{"a":1}', "[1,null]"]) expect(idsIn(text)).toEqual([]);
  const ids = Array.from({ length: 60 }, (_, n) => String(n));
  const text = ids.reduce<string | null>((kept, id) => keptWith(kept, id, true), null);
  expect(idsIn(text)).toEqual(ids.slice(10));
});
