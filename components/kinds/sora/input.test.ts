import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { madeWith, orientation, shapeOf, videoOf } from "./input";

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
  expect(madeWith(job)).toBe("fal · veo · 8 s · 1280 × 720");
  expect(madeWith({ ...job, model: null, input: {} })).toBe("fal");
  expect(videoOf({ input: { prompt: 7, image: null } })).toMatchObject({ prompt: "", image: null });
});
