import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, test } from "vitest";
import { isWholePicture } from "./whole-picture";

const canvas = createCanvas(64, 48);
const context = canvas.getContext("2d");
for (let x = 0; x < 64; x++) {
  context.fillStyle = `hsl(${x * 5} 60% 50%)`;
  context.fillRect(x, 0, 1, 48);
}

describe.each([
  ["image/jpeg", canvas.toBuffer("image/jpeg")],
  ["image/png", canvas.toBuffer("image/png")],
  ["image/webp", canvas.toBuffer("image/webp")],
])("%s", (type, whole) => {
  test("is taken whole, and with whatever a camera appends", () => {
    expect(isWholePicture(whole, type)).toBe(true);
    expect(isWholePicture(Buffer.concat([whole, Buffer.alloc(3_000_000)]), type)).toBe(true);
  });

  test("is refused when it is cut anywhere", () => {
    for (let length = 1; length < whole.length; length += 7) {
      expect(isWholePicture(whole.subarray(0, length), type)).toBe(false);
    }
  });
});

test.each([
  ["image/jpeg", canvas.toBuffer("image/jpeg")],
  ["image/png", canvas.toBuffer("image/png")],
])("%s is refused when only its first bytes are right", (type, whole) => {
  expect(isWholePicture(Buffer.concat([whole.subarray(0, 20), Buffer.alloc(5_000, 65)]), type)).toBe(false);
});
