import { expect, test } from "vitest";
import { firstTags, lettersIn } from "./first-tags";

const tags = ["turquoise", "gray", "brown", "green", "soft light"];

test("tags are shown whole or not at all, as many as a line has room for with the number of those that are not", () => {
  expect(firstTags(tags, 18)).toEqual({ first: ["turquoise", "gray"], others: 3 });
  // With "+3" it would be a letter too long.
  expect(firstTags(tags, 17)).toEqual({ first: ["turquoise"], others: 4 });
  expect(firstTags(["red", "gray", "pink"], 15)).toEqual({ first: ["red", "gray", "pink"], others: 0 });
});

test("one is shown, however long it is, and none where there is none", () => {
  expect(firstTags(["photograph of a landscape", "red"], 16)).toEqual({
    first: ["photograph of a landscape"],
    others: 1,
  });
  expect(firstTags([], 16)).toEqual({ first: [], others: 0 });
});

test("a wider frame has room for more letters", () => {
  expect([100, 150].map(lettersIn)).toEqual([14, 22]);
});
