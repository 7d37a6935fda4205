import { expect, test } from "vitest";
import { accuracySentence } from "./accuracy-words";

test.each([
  [{ right: 9, of: 10 }, "Done by then 9 times in 10 so far."],
  [{ right: 17, of: 20 }, "Done by then 9 times in 10 so far."],
  [{ right: 99, of: 100 }, "Done by then 9 times in 10 so far."],
  [{ right: 1, of: 100 }, "Done by then once in 10 so far."],
  [{ right: 12, of: 12 }, "Done by then every time so far."],
  [{ right: 0, of: 6 }, "Not once done by then so far."],
])("a forecast is said to be as good as it was, never better: %o", (accuracy, sentence) => {
  expect(accuracySentence(accuracy)).toBe(sentence);
});

test("of a few jobs no rate is made", () => {
  expect(accuracySentence({ right: 4, of: 4 })).toBeNull();
  expect(accuracySentence(null)).toBeNull();
});
