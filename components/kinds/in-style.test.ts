import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { inStyle } from "./in-style";

const job = jobFixture({ input: { subject: "woman", style: "studio", model: "kept" } });

test("a job is begun again as it was but for the style that the address names", () => {
  expect(inStyle(job, "film")).toEqual({ ...job, input: { subject: "woman", style: "film", model: "kept" } });
});

test("a job that was asked for no style gets the one that the address names", () => {
  const plain = jobFixture({ input: { subject: "woman", model: "kept" } });
  expect(inStyle(plain, "film").input).toEqual({ subject: "woman", style: "film", model: "kept" });
  expect(inStyle(plain, undefined)).toBe(plain);
});

test("a style in words of one's own gives way to the one that the address names", () => {
  const card = jobFixture({ kind: "product_card", input: { image: "a.jpg", style: "warm, by a window" } });
  expect(inStyle(card, "luxury").input).toEqual({ image: "a.jpg", style: "luxury" });
});

test.each([undefined, ["film", "studio"], "luxury", "by candles"])(
  "without one style of its kind in the address it stays as it was: %j",
  (style) => {
    expect(inStyle(job, style)).toBe(job);
  },
);

test.each(["chat", "story_video", "a kind of the past"])(
  "a kind without styles to choose from gets none from the address: %s",
  (kind) => {
    const asked = jobFixture({ kind, input: { prompt: "Why red?", style: "studio" } });
    expect(inStyle(asked, "film")).toBe(asked);
  },
);
