import { expect, test } from "vitest";
import { leftOf } from "./progress";

test("time left never runs below zero", () => {
  expect(leftOf(5_000, 9_000)).toBe(0);
  expect(leftOf(5_000, 2_000)).toBe(3_000);
});
