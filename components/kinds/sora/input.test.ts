import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { isTall, lengthsInOrder, orientation, shapeOf, sizesInOrder, videoOf, videoParts } from "./input";

test.each([
  ["1280x720", "Landscape"],
  ["720x1280", "Portrait"],
  ["1024x1024", "Square"],
  ["", "Landscape"],
  ["0x0", "Landscape"],
])("the frame takes the shape of the video: %s", (size, word) => {
  expect(orientation(shapeOf(size))).toBe(word);
});

test("a video says what it was made with, as far as that is known", () => {
  const job = jobFixture({
    provider: "fal",
    model: "veo",
    input: { prompt: "A fox", seconds: 8, size: "1280x720" },
  });
  expect(videoParts(job)).toEqual(["8 s", "1280 × 720", "fal"]);
  expect(videoParts({ ...job, model: null, input: {} })).toEqual(["fal"]);
  expect(videoOf({ input: { prompt: 7, image: null } })).toMatchObject({ prompt: "", image: null });
});

test("sizes and lengths stand in one order, however a model names them", () => {
  const veo = ["1280x720", "720x1280", "1920x1080", "1080x1920"];
  const sora = ["720x1280", "1280x720", "1024x1792", "1792x1024"];
  expect(sizesInOrder(veo)).toEqual(["1280x720", "1920x1080", "720x1280", "1080x1920"]);
  expect(sizesInOrder(sora)).toEqual(["1280x720", "1792x1024", "720x1280", "1024x1792"]);
  expect(sizesInOrder(["720x720", "720x1280", "1280x720"])).toEqual(["1280x720", "720x1280", "720x720"]);
  expect(lengthsInOrder([8, 6, 4])).toEqual([4, 6, 8]);
  expect(lengthsInOrder([5, 10, 15])).toEqual([5, 10, 15]);
});

test("only a frame that is taller than wide stands on end", () => {
  const tall = (size: string) => isTall({ input: { size } });
  expect(["720x1280", "1280x720", "720x720", ""].map(tall)).toEqual([true, false, false, false]);
});
