import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { inStyle } from "./in-style";

const job = jobFixture({ input: { subject: "woman", style: "studio", model: "kept" } });

test("a job is begun again as it was but for the style that the address names", () => {
  expect(inStyle(job, "film")).toEqual({ ...job, input: { subject: "woman", style: "film", model: "kept" } });
});

test.each([undefined, ["film", "studio"]])(
  "without one style in the address it stays as it was: %j",
  (style) => {
    expect(inStyle(job, style)).toBe(job);
  },
);

test("a kind without styles gets none from the address", () => {
  const asked = jobFixture({ input: { prompt: "Why red?" } });
  expect(inStyle(asked, "film")).toBe(asked);
});
