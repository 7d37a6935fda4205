import { expect, test } from "vitest";
import { firstTags, lettersUnder } from "./first-tags";

test("tags are shown whole or not at all, as many as a line has room for, and those that are not are counted", () => {
  const tags = ["turquoise", "gray", "brown", "green", "soft light"];
  expect(firstTags(tags, 16)).toEqual({ first: ["turquoise", "gray"], others: 3 });
  expect(firstTags(tags, 10)).toEqual({ first: ["turquoise"], others: 4 });
  expect(firstTags(["red", "gray", "pink"], 16)).toEqual({ first: ["red", "gray", "pink"], others: 0 });
  expect(firstTags([], 16)).toEqual({ first: [], others: 0 });
});

test("one is shown, however long it is", () => {
  expect(firstTags(["photograph of a landscape", "red"], 16)).toEqual({
    first: ["photograph of a landscape"],
    others: 1,
  });
});

test("a wider frame has room for more letters, up to a line of them", () => {
  expect([1 / 3, 1 / 2, 1].map((share) => lettersUnder(share, "narrow"))).toEqual([10, 16, 22]);
  expect([1 / 5, 1 / 4, 1].map((share) => lettersUnder(share, "wide"))).toEqual([12, 16, 22]);
});
