import { describe, expect, test } from "vitest";
import { isSame } from "./is-same";

const record = () => ({ at: new Date(5), list: [{ a: 1 }, null], text: "x" });

describe("the same is what says the same", () => {
  test.each([
    ["records made anew", record(), record()],
    ["what is undefined, and what is not there", { a: 1, b: undefined }, { a: 1 }],
    ["nothing", null, null],
  ])("%s", (_what, a, b) => {
    expect(isSame(a, b)).toBe(true);
  });

  test.each([
    ["another time", record(), { ...record(), at: new Date(6) }],
    ["a time and its number", new Date(5), 5],
    ["a time and nothing in it", new Date(5), {}],
    ["another depth", record(), { ...record(), list: [{ a: 2 }, null] }],
    ["one more", [1], [1, 2]],
    ["one less", { a: 1, b: 2 }, { a: 1 }],
    ["an empty list and an empty record", [], {}],
    ["null and a record", null, {}],
    ["null and what is not there", { a: null }, {}],
  ])("not %s", (_what, a, b) => {
    expect(isSame(a, b)).toBe(false);
    expect(isSame(b, a)).toBe(false);
  });
});
