import { expect, test } from "vitest";
import { tagLines } from "./tags";

const image = (n: number, tags: string[] | null, reason: string | null = null) => ({
  name: `scene-${n}.jpg`,
  tags,
  reason,
});

test("the commonest tags come first, then every image with its tags, or why it has none", () => {
  const images = [
    image(1, ["sea"]),
    image(2, ["blue", "sea"]),
    image(3, [], "It was refused."),
    image(4, null),
  ];
  expect(tagLines(images, 80)).toEqual([
    "2 of 4 images tagged: sea 2, blue 1",
    "scene-1.jpg   sea",
    "scene-2.jpg   blue, sea",
    "scene-3.jpg   It was refused.",
    "scene-4.jpg   no tags",
  ]);
});

test("of many images some are shown and the rest counted, and no line is wider than the terminal", () => {
  const lines = tagLines(
    Array.from({ length: 40 }, (_, n) => image(n, [`tag-${n}`, "a long word of its own"])),
    30,
  );
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toBe("and 30 more");
  expect(Math.max(...lines.map((line) => line.length))).toBe(30);
});
