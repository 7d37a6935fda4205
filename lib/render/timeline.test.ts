import { expect, test } from "vitest";
import { framesOf, leadFrames, msOf, samplesPerFrame, sizeOf, tailFrames } from "./timeline";

test("a scene holds all of its voice, in whole frames, with room around it", () => {
  const room = leadFrames + tailFrames;
  expect([framesOf(1), framesOf(samplesPerFrame), framesOf(samplesPerFrame + 1)]).toEqual([
    room + 1,
    room + 1,
    room + 2,
  ]);
});

test("films have the shape that was asked for, in even numbers", () => {
  expect(sizeOf("landscape", 720)).toEqual({ width: 1_280, height: 720 });
  expect(sizeOf("portrait", 720)).toEqual({ width: 720, height: 1_280 });
  expect(sizeOf("square", 720)).toEqual({ width: 720, height: 720 });
  expect(sizeOf("landscape", 96)).toEqual({ width: 170, height: 96 });
});

test("frames are told in whole milliseconds", () => {
  expect([msOf(0), msOf(1), msOf(2), msOf(30)]).toEqual([0, 33, 67, 1_000]);
});
