import { expect, test } from "vitest";
import { room, viewAt, type View } from "./motion";
import { fadeFrames, fps, sizeOf } from "./timeline";

const scenes = Array.from({ length: 12 }, (_, index) => index);
const film = sizeOf("landscape", 720);
const laidOut = { width: film.width * room, height: film.height * room };
const at = (index: number, frame: number) => viewAt(index, frame, film, laidOut);

/** How far the corners and the middle of what is seen go from one frame to the next, in pixels of the film. */
function moved(before: View, after: View): number[] {
  return [0, 0.5, 1].flatMap((part) => [
    (after.left + part * film.width * after.step - before.left - part * film.width * before.step) /
      after.step,
    (after.top + part * film.height * after.step - before.top - part * film.height * before.step) /
      after.step,
  ]);
}

test("nothing beside the picture is ever seen, however long a scene is", () => {
  for (const shape of ["landscape", "portrait", "square"] as const) {
    const size = sizeOf(shape, 96);
    const picture = { width: Math.ceil(size.width * room), height: Math.ceil(size.height * room) };
    for (const index of scenes) {
      for (let frame = -fadeFrames; frame < 120 * fps; frame += 7) {
        const { left, top, step } = viewAt(index, frame, size, picture);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(-1e-9);
        expect(left + step * size.width).toBeLessThanOrEqual(picture.width + 1e-9);
        expect(top + step * size.height).toBeLessThanOrEqual(picture.height + 1e-9);
        expect(step).toBeGreaterThan(0.99);
      }
    }
  }
});

test("a scene moves evenly from the fade into it on, and never by as much as half a pixel a frame", () => {
  for (const index of scenes) {
    const first = moved(at(index, -fadeFrames), at(index, 1 - fadeFrames));
    expect(Math.max(...first.map(Math.abs))).toBeGreaterThan(0.05);
    for (let frame = -fadeFrames; frame < 15 * fps; frame += 1) {
      const now = moved(at(index, frame), at(index, frame + 1));
      for (const [n, distance] of now.entries()) {
        expect(Math.abs(distance)).toBeLessThan(0.5);
        expect(Math.abs(distance - (first[n] ?? 0))).toBeLessThan(0.12);
      }
    }
  }
});

test("a very long scene slows down to a stop", () => {
  for (const index of scenes) {
    const speeds = [15, 25, 40, 120].map((seconds) =>
      Math.max(...moved(at(index, seconds * fps), at(index, seconds * fps + 1)).map(Math.abs)),
    );
    expect(speeds).toEqual(speeds.toSorted((a, b) => b - a));
    expect(speeds.at(-1)).toBeLessThan(0.001);
  }
});

test("scenes behind each other move in different ways", () => {
  for (const index of scenes) {
    expect(moved(at(index, 0), at(index, 30))).not.toEqual(moved(at(index + 1, 0), at(index + 1, 30)));
  }
});
