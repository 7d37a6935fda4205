import { expect, test } from "vitest";
import { firstTags } from "./first-tags";

test("tags are shown whole or not at all, and those that are not are counted", () => {
  const tags = ["turquoise", "gray", "brown", "green", "soft light"];
  expect(firstTags(tags)).toEqual({ first: ["turquoise", "gray"], others: 3 });
  expect(firstTags(["red", "gray", "pink"])).toEqual({ first: ["red", "gray", "pink"], others: 0 });
  expect(firstTags([])).toEqual({ first: [], others: 0 });
});

test("one is shown, however long it is", () => {
  expect(firstTags(["photograph of a landscape", "red"])).toEqual({
    first: ["photograph of a landscape"],
    others: 1,
  });
});
