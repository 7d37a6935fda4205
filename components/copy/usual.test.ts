import { expect, test } from "vitest";
import { usualWords } from "./usual";

const usual = { lowMs: 60_000, highMs: 120_000 };

test("how long a kind takes is said of what can be had, and not where it is not known", () => {
  const gone = { refusal: "Not just now.", usual: { lowMs: 1_000, highMs: 2_000 } };
  expect(usualWords([gone, { refusal: null, usual }])).toBe("1 to 2 min");
  expect(usualWords([gone])).toBeNull();
  expect(usualWords([{ refusal: null, usual: null }])).toBeNull();
});
