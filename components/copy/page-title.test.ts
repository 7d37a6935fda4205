import { expect, test } from "vitest";
import { headline } from "@/lib/kinds/headline";
import { pageTitle } from "./page-title";

const prompt = "A red fox crosses a frozen lake at dawn while the first light falls on the birches behind it";
const titleOf = (text: string) =>
  pageTitle({ kind: "sora", title: headline(text), input: { seconds: 8, prompt: text } });

test("a text that was cut for lists is told on its page up to where its first sentence ends", () => {
  expect(headline(prompt)).toMatch(/…$/);
  expect(titleOf(prompt)).toEqual({ words: prompt, isOfText: true });
  expect(titleOf(`\n ${prompt}\nLow sun.`).words).toBe(prompt);
  expect(titleOf(`${prompt}. It stops, and listens.`).words).toBe(`${prompt}.`);
  expect(titleOf(`“Who is there?” asked the keeper. ${prompt}`).words).toBe("“Who is there?”");
  expect(titleOf(`Dr. A. Fox, at 3.5 km, crosses the lake. ${prompt}`).words).toBe(
    "Dr. A. Fox, at 3.5 km, crosses the lake.",
  );
});

test("a title of its own, and one of a text without an end, stay as they are", () => {
  expect(
    pageTitle({ kind: "photoshoot", title: "Autumn portraits", input: { title: "Autumn portraits" } }),
  ).toEqual({
    words: "Autumn portraits",
    isOfText: false,
  });
  expect(pageTitle({ kind: "sora", title: "To be continued…", input: { prompt } }).words).toBe(
    "To be continued…",
  );
  const endless = prompt.repeat(9);
  expect(titleOf(endless).words).toBe(headline(endless));
});

test("a number of images is said to be what was tagged", () => {
  const tagging = { kind: "image_tags", title: "12 images", input: { count: 12 } } as const;
  expect(pageTitle(tagging)).toEqual({ words: "Tags for 12 images", isOfText: false });
});
