import { expect, test } from "vitest";
import { askedFor } from "./words";

test.each([
  [{ seconds: 4, size: "720x1280" }, "A portrait video of 4 seconds, from your words alone."],
  [{ size: "1280x720", image: "a/b.jpg" }, "A landscape video, beginning with your picture."],
])("what was asked for is said in words: %o", (input, words) => {
  expect(askedFor({ input })).toBe(words);
});
