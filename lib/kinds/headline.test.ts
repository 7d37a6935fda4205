import { expect, test } from "vitest";
import { headline, nameOfFile } from "./headline";

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

test.each([
  ["coffee-bag_02.png", "Coffee bag 02"],
  ["Morning roast.jpeg", "Morning roast"],
  ["photo of a mug.webp", "Photo of a mug"],
  ["чайник.jpg", "Чайник"],
  ["v1.2 lamp.png", "V1.2 lamp"],
])("the file %o was named by somebody: %o", (file, name) => {
  expect(nameOfFile(file)).toBe(name);
});

test.each([
  "IMG_2034.JPG",
  "DSC01234.jpg",
  "PXL_20261105_123456789.jpg",
  "P1010023.jpg",
  "20261105_101112.jpg",
  "Screenshot 2026-11-21 at 10.22.03 AM.png",
  "download (3).png",
  "image.png",
  "WhatsApp Image 2026-11-21 at 10.22.03.jpeg",
  "3f2504e0-4f89-41d3-9a0c-0305e82c3301.jpg",
  ".jpg",
])("%o is no name that anybody gave", (file) => {
  expect(nameOfFile(file)).toBeNull();
});
