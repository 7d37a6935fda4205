import { expect, test } from "vitest";
import { adoptableSentence } from "./adoptable-words";

test("an ended job says what a retry would find, and what of it is paid for", () => {
  expect(adoptableSentence({ adoptable: "result", provider: "fal" })).toMatch(/nothing is paid again\.$/);
  expect(adoptableSentence({ adoptable: "part", provider: "fal" })).toMatch(/the rest, .* if fal charges\.$/);
  expect(adoptableSentence({ adoptable: "work", provider: "fal" })).toMatch(/still be running at fal\./);
  expect(adoptableSentence({ adoptable: null, provider: "fal" })).toBeNull();
});
