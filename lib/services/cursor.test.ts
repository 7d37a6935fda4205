import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cursorOfShare, shareAt } from "./cursor";

/** As the record has them: how many bytes of a file of 190 MB lie before an image. */
const share = fc.nat({ max: 50_000 * 190_000 }).map((bytes) => bytes / 190e6);

test("a list in the order of shares goes on exactly where its cursor says, whatever the share", () => {
  const goesOn = fc.property(share, (at) => {
    expect(shareAt(cursorOfShare(at))).toBe(at);
  });
  // More digits than most, one that is printed with an exponent, and the first image.
  fc.assert(goesOn, { examples: [[7_000 / 190e6], [1 / 190e6], [0]] });
});

test.each(["", " ", "x", "-1", "-0", "1.", "01", "1e400", "NaN", "Infinity", "0x1", "0.10", "1,5"])(
  "%j is no cursor that a list gave out",
  (cursor) => {
    expect(() => shareAt(cursor)).toThrow("not one that a list gave out");
  },
);
