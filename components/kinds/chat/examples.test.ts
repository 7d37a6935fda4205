import { expect, test } from "vitest";
import { examples, isOpenToIdeas } from "./examples";

test("an example can be taken, and another after it, but never in place of what somebody wrote", () => {
  expect(["", " \n", ...examples].every(isOpenToIdeas)).toBe(true);
  expect(isOpenToIdeas("Why?")).toBe(false);
  expect(isOpenToIdeas(`${examples[0]} Be brief.`)).toBe(false);
});
