import { expect, test } from "vitest";
import { wordsOf } from "./words";

test("the words on a card are those of the prompt, without the order to make one", () => {
  expect(wordsOf("Create a product card for this ceramic mug, warm minimal style")).toEqual({
    title: "Ceramic mug",
    line: "Warm minimal style",
  });
  expect(wordsOf("Organic soap. Green and fresh.")).toEqual({
    title: "Organic soap",
    line: "Green and fresh",
  });
});

test("a prompt that says nothing still gives a card with words", () => {
  expect(wordsOf("")).toEqual({
    title: expect.stringMatching(/^\p{Lu}/u),
    line: expect.stringMatching(/^\p{Lu}/u),
  });
});
