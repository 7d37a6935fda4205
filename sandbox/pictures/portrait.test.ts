import { loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { renderPortrait, type Brief } from "./portrait";
import { renderSamplePhoto } from "./sample-photo";

const brief: Brief = {
  subject: "woman",
  sitter: "1/1",
  shot: "1/1/a/0",
  text: "a",
  width: 768,
  height: 1024,
};

test("the same brief gives the same picture, another shot another one", async () => {
  const [a, same, other] = await Promise.all(
    [brief, brief, { ...brief, shot: "1/2/a/0" }].map(renderPortrait),
  );
  expect(a?.equals(same ?? Buffer.alloc(0))).toBe(true);
  expect(a?.equals(other ?? Buffer.alloc(0))).toBe(false);
});

test.each(["woman", "man", "girl", "boy", "person", "cat", "dog"] as const)(
  "a %s is a JPEG of the size asked for",
  async (subject) => {
    const jpeg = await renderPortrait({ ...brief, subject, width: 512, height: 640 });
    const image = await loadImage(jpeg);
    expect([image.width, image.height]).toEqual([512, 640]);
  },
);

test("a picture weighs what a photo weighs", async () => {
  const { byteLength } = await renderPortrait(brief);
  expect(byteLength).toBeGreaterThan(80_000);
  expect(byteLength).toBeLessThan(300_000);
});

test("sample photos differ from one another", async () => {
  const photos = await Promise.all([0, 1, 2, 3].map((n) => renderSamplePhoto(n)));
  expect(new Set(photos.map((photo) => photo.toString("base64"))).size).toBe(4);
});
