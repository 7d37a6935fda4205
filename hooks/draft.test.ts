import { expect, test } from "vitest";
import { draftOf } from "./use-draft";

const initial = { prompt: "", size: "1280x720" };

test("a draft gives back what was entered, and nothing that the form does not have", () => {
  expect(draftOf(JSON.stringify({ prompt: "A fox", colour: "red", size: 7 }), initial)).toEqual({
    prompt: "A fox",
    size: "1280x720",
  });
});

test.each([null, "", "[", "null", "7"])("a draft that cannot be read is none: %j", (kept) => {
  expect(draftOf(kept, initial)).toEqual(initial);
});
