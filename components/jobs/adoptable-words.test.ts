import { expect, test } from "vitest";
import { adoptableSentence } from "./adoptable-words";

test("an ended job says what a retry would find, so that nobody pays twice without knowing", () => {
  expect(adoptableSentence({ adoptable: "result", provider: "fal" })).toMatch(
    /^Its result has come after all\./,
  );
  expect(adoptableSentence({ adoptable: "work", provider: "fal" })).toMatch(/still be under way at fal\./);
  expect(adoptableSentence({ adoptable: null, provider: "fal" })).toBeNull();
});
