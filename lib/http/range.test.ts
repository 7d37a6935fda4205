import { describe, expect, test } from "vitest";
import { parseRange } from "./range";

describe("a range of ten bytes", () => {
  test.each([
    ["bytes=0-0", 0, 0],
    ["Bytes=2-5", 2, 5],
    ["BYTES=2-5", 2, 5],
    ["bytes=7-", 7, 9],
    ["bytes=7-999", 7, 9],
    ["bytes=7-99999999999999999999999999", 7, 9],
    ["bytes=-3", 7, 9],
    ["bytes=-999", 0, 9],
    ["bytes= 2-5 ", 2, 5],
    ["bytes=,2-5 ,", 2, 5],
    ["bytes=0002-0005", 2, 5],
  ])(
    "%s is from the first to the last, in any letters and with the room that lists may have",
    (header, first, last) => {
      expect(parseRange(header, 10)).toEqual({ first, last });
    },
  );

  test.each(["bytes=10-", "bytes=99-100", "bytes=-0", "bytes=5-2", "bytes=99999999999999999999999999-"])(
    "%s lies outside of it",
    (header) => {
      expect(parseRange(header, 10)).toBe("unsatisfiable");
    },
  );

  test.each([
    null,
    "",
    "pages=1-2",
    "bytes",
    "bytes=",
    "bytes=-",
    "bytes=a-b",
    "bytes=1-2-3",
    "bytes=+1-2",
    "bytes=0x1-2",
    "bytes=1.5-2",
    "bytes = 1-2",
    "bytes=1 -2",
    "bytes=0-1,4-5",
    "bytes=0-1, bytes=4-5",
    "0-1",
  ])("%s is none that we serve: the whole is the answer", (header) => {
    expect(parseRange(header, 10)).toBeNull();
  });
});

test("an empty file has no range", () => {
  for (const header of ["bytes=0-", "bytes=-1", "bytes=0-0"])
    expect(parseRange(header, 0)).toBe("unsatisfiable");
});
