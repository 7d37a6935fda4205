import * as fc from "fast-check";
import { expect, test } from "vitest";
import { choose, chosenOf, everything, isChosen, nothing, without, type Selection } from "./selection";

const all = ["a", "b", "c", "d", "e"];
const chosen = (selection: Selection) => all.filter((id) => isChosen(selection, id));

test("choosing and letting go, from nothing or from everything, is what a plain set would say", () => {
  const step = fc.record({ ids: fc.subarray(all), wanted: fc.boolean() });
  fc.assert(
    fc.property(fc.boolean(), fc.array(step), (isAll, steps) => {
      const plain = new Set(isAll ? all : []);
      let selection = isAll ? everything : nothing;
      for (const { ids, wanted } of steps) {
        selection = choose(selection, ids, wanted);
        for (const id of ids)
          if (wanted) plain.add(id);
          else plain.delete(id);
      }
      expect(chosen(selection)).toEqual(all.filter((id) => plain.has(id)));
      expect(chosenOf(selection, all.length)).toBe(plain.size);
    }),
  );
});

test("everything holds ten thousand images with as many ids as were let go of", () => {
  const selection = choose(everything, ["a"], false);
  expect(selection.ids.size).toBe(1);
  expect(chosenOf(selection, 10_000)).toBe(9_999);
});

test("a deleted image counts neither as chosen nor as left out", () => {
  const gone = new Set(["a"]);
  expect(chosenOf(without(choose(everything, ["a", "b"], false), gone), 4)).toBe(3);
  expect(chosenOf(without(choose(nothing, ["a", "b"], true), gone), 4)).toBe(1);
});
