import { expect, test } from "vitest";
import { Gallery } from "./gallery";
import type { Brief } from "./portrait";

const brief = (n: number): Brief => ({
  subject: "cat",
  sitter: "1",
  shot: `${n}`,
  text: "",
  width: 64,
  height: 64,
});

test("a picture is rendered once while it is kept, and only the last ones asked for are kept", async () => {
  const gallery = new Gallery(2);
  const [first, second] = [gallery.portrait(brief(1)), gallery.portrait(brief(2))];
  expect(gallery.portrait(brief(1))).toBe(first);
  const third = gallery.portrait(brief(3));
  expect(gallery.portrait(brief(1))).toBe(first);
  const again = gallery.portrait(brief(2));
  expect(again).not.toBe(second);
  await Promise.all([first, second, third, again]);
});
