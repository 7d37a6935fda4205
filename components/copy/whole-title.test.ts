import { expect, test } from "vitest";
import { headline } from "@/lib/kinds/headline";
import { wholeTitle } from "./whole-title";

const prompt = "A red fox crosses a frozen lake at dawn while the first light falls on the birches behind it";

test("a title that was cut for lists is whole on its page", () => {
  expect(headline(prompt)).toMatch(/…$/);
  expect(wholeTitle({ title: headline(prompt), input: { seconds: 8, prompt } })).toBe(prompt);
  expect(wholeTitle({ title: headline(prompt), input: { prompt: `\n ${prompt}\nLow sun.` } })).toBe(prompt);
});

test("a title of its own, and one of a text without an end, stay as they are", () => {
  expect(wholeTitle({ title: "Autumn portraits", input: { title: "Autumn portraits" } })).toBe(
    "Autumn portraits",
  );
  expect(wholeTitle({ title: "To be continued…", input: { prompt } })).toBe("To be continued…");
  const endless = prompt.repeat(9);
  expect(wholeTitle({ title: headline(endless), input: { prompt: endless } })).toBe(headline(endless));
});
