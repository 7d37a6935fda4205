import { expect, test } from "vitest";
import { brightness, planesOf } from "./planes";
import { show } from "./sample";

const picture = planesOf({ width: 40, height: 30 });
// Brightness rises to the right and downwards; one colour too, the other falls.
picture.y.forEach((_, at) => (picture.y[at] = 3 * (at % 40) + 2 * Math.floor(at / 40)));
picture.u.forEach((_, at) => (picture.u[at] = 6 * (at % 20)));
picture.v.forEach((_, at) => (picture.v[at] = 200 - 6 * Math.floor(at / 20)));

test("a view between pixels shows what lies between them", () => {
  const frame = planesOf({ width: 16, height: 12 });
  for (const step of [1, 1.13, 1.25]) {
    for (const [left, top] of [
      [0, 0],
      [3.25, 2.5],
      [11.7, 7.9],
    ] as const) {
      show(picture, { left, top, step }, frame, 256);
      for (let row = 0; row < 12; row += 1) {
        for (let column = 0; column < 16; column += 1) {
          const [x, y] = [(column + 0.5) * step + left - 0.5, (row + 0.5) * step + top - 0.5];
          expect(Math.abs((frame.y[row * 16 + column] ?? 0) - (3 * x + 2 * y))).toBeLessThanOrEqual(0.6);
        }
      }
      const [x, y] = [(3 + 0.5) * step + left / 2 - 0.5, (2 + 0.5) * step + top / 2 - 0.5];
      expect(Math.abs((frame.u[2 * 8 + 3] ?? 0) - 6 * x)).toBeLessThanOrEqual(0.6);
      expect(Math.abs((frame.v[2 * 8 + 3] ?? 0) - (200 - 6 * y))).toBeLessThanOrEqual(0.6);
    }
  }
});

test("at half its strength a picture is mixed with what is there", () => {
  const frame = planesOf({ width: 16, height: 12 });
  frame.bytes.fill(100);
  show(picture, { left: 0, top: 0, step: 1 }, frame, 128);
  expect(frame.y[5]).toBe(Math.round((100 + 15) / 2));
  expect(frame.v[0]).toBe(150);
});

test("black and white are at the ends of the range that films have", () => {
  expect([brightness(0, 0, 0), brightness(255, 255, 255)]).toEqual([16, 235]);
});
