import { expect, test } from "vitest";
import { headline } from "./headline";

const sentence = "A fox crosses a frozen lake at dawn while the first light falls on the birches behind it";

test.each([
  ["A fox", "A fox"],
  ["  A fox  \n\ncrosses a lake", "A fox"],
  ["A fox\r\ncrosses", "A fox"],
  ["x".repeat(80), "x".repeat(80)],
  ["x".repeat(81), `${"x".repeat(79)}…`],
  [sentence, "A fox crosses a frozen lake at dawn while the first light falls on the birches…"],
])("the title of %o is %o", (text, title) => {
  expect(headline(text)).toBe(title);
});

test("a title is never longer than 80 characters, and never has half of one", () => {
  for (let length = 60; length < 120; length++) {
    const title = headline(`${"x".repeat(length)}${"🦊".repeat(40)}`);
    expect(title.length).toBeLessThanOrEqual(80);
    expect(title.isWellFormed()).toBe(true);
    expect(title).not.toContain("\uFFFD");
  }
});
