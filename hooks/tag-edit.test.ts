import { expect, test } from "vitest";
import { bothEdits, editBetween, edited } from "./tag-edit";

test("an edit adds and takes away, and leaves an image alone that it does not change", () => {
  const edit = { added: ["sea"], removed: ["sand"] };
  expect(edited(["sea", "sand"], edit)).toEqual(["sea"]);
  expect(edited([], edit)).toEqual(["sea"]);
  const tags = ["sea"];
  expect(edited(tags, edit)).toBe(tags);
});

test("a tag that is taken away and added is there", () => {
  expect(edited(["sea", "sand"], { added: ["sea"], removed: ["sea"] })).toEqual(["sand", "sea"]);
});

test("what somebody did to the tags that they saw is done to others in the same way", () => {
  const edit = editBetween(["sea", "sand"], ["sea", "sun"]);
  expect(edited(["sand", "gull"], edit)).toEqual(["gull", "sun"]);
});

test("two edits in one do what they do one after the other", () => {
  const edits = [
    { added: ["a"], removed: ["b"] },
    { added: ["b"], removed: ["a"] },
    { added: ["a", "c"], removed: [] },
    { added: [], removed: ["c"] },
    { added: ["b"], removed: ["b", "c"] },
  ];
  for (const first of edits)
    for (const second of edits)
      for (const tags of [[], ["a"], ["b", "c"], ["a", "b", "c"]]) {
        const inTurn = edited(edited(tags, first), second);
        expect(edited(tags, bothEdits(first, second)).toSorted()).toEqual(inTurn.toSorted());
      }
});
