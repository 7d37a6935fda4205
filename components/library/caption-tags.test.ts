import { expect, test } from "vitest";
import { captionTags } from "./caption-tags";

const tags = ["turquoise", "gray", "brown", "green", "soft light"];

test("under an image stand as many whole tags as have room in one line with the number of the others", () => {
  expect(captionTags(tags, 150)).toEqual({ words: "turquoise, gray", others: 3 });
  // With "+3" it would be a letter too long.
  expect(captionTags(tags, 118)).toEqual({ words: "turquoise", others: 4 });
  expect(captionTags(tags, 300)).toEqual({ words: "turquoise, gray, brown, green, soft light", others: 0 });
});

test("one tag stands there, however long it is, and none where there is none", () => {
  expect(captionTags(["photograph of a landscape", "red"], 100)).toEqual({
    words: "photograph of a landscape",
    others: 1,
  });
  expect(captionTags([], 100)).toEqual({ words: "", others: 0 });
});
