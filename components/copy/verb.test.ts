import { expect, test } from "vitest";
import { verbFor } from "./verb";

test.each([
  ["24 images", "are", "were"],
  ["50,000 images", "are", "were"],
  ["1 image", "is", "was"],
  ["A portrait of Ada", "is", "was"],
  ["2 foxes cross a lake", "is", "was"],
])("%s %s done, and %s canceled", (title, present, past) => {
  expect([verbFor(title, "is"), verbFor(title, "was")]).toEqual([present, past]);
});
