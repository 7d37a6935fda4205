import { expect, test } from "vitest";
import { text } from "./text";

const line = text(20, "Say something.");

test.each([
  ["nothing", ""],
  ["spaces of all widths", " \t\u00a0\u2003\u3000"],
  ["zero-width marks", "\u200b\u200c\u200d\u2060\ufeff"],
  ["marks of direction", "\u200e\u202e\u2066"],
  ["fillers", "\u3164\u115f\uffa0\u2800"],
  ["soft hyphens, joiners and tags", "\u00ad\u034f\u{e0041}"],
  ["control characters", "\u0001\u0007"],
])("a text of %s alone is empty", (_what, given) => {
  expect(line.safeParse(given).error?.issues[0]?.message).toBe("Say something.");
});

test("what can be seen is kept as it is, with the marks inside it", () => {
  for (const given of ["x", "👩\u200d🚀", "می\u200cخواهم", "e\u0301", "\u200ba"]) {
    expect(line.parse(given)).toBe(given);
  }
});
