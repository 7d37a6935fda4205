import { expect, test } from "vitest";
import { sceneAt, startBeside } from "./scene-at";

const scenes = [{ startMs: 0 }, { startMs: 4_000 }, { startMs: 9_500 }];

test.each([
  [0, 0],
  [3_999, 0],
  [3_999.999, 1],
  [4_000, 1],
  [60_000, 2],
])("the scene of a moment is the last that has begun: %i ms", (atMs, at) => {
  expect(sceneAt(scenes, atMs)).toBe(at);
});

test("as long as nothing is known it is the first", () => {
  expect(sceneAt([{ startMs: null }, { startMs: null }], 5_000)).toBe(0);
  expect(sceneAt([], 5_000)).toBe(0);
});

test("going back returns to the beginning of the scene first, then to the one before, and stops at the ends", () => {
  expect(startBeside(scenes, 7_000, -1)).toBe(4_000);
  expect(startBeside(scenes, 4_500, -1)).toBe(0);
  expect(startBeside(scenes, 500, -1)).toBe(0);
  expect(startBeside(scenes, 4_500, 1)).toBe(9_500);
  expect(startBeside(scenes, 9_600, 1)).toBeNull();
});

test("going on from the start of a scene, as a player tells it, does not lead there again", () => {
  expect(startBeside(scenes, 3_999.999, 1)).toBe(9_500);
});
