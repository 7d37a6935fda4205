import { describe, expect, test } from "vitest";
import { jobWith, slotWork } from "@/tests/support/sample-jobs";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { productCard } from "./product-card";

stubEnvironment();
const valid = { image: "user/a.jpg", style: "marble" };
const input = productCard.input.parse(valid);
const wished = productCard.input.parse({ ...valid, prompt: "Summer sale,\ntwo colours" });
const both = "gpt-6-luna + gpt-image-2";

describe("the input", () => {
  test.each([
    { image: undefined },
    { image: "http://elsewhere.test/a.jpg" },
    { style: undefined },
    { style: " " },
    { style: "x".repeat(201) },
    { prompt: " " },
    { prompt: "x".repeat(2_001) },
    { model: "gpt-6-astra" },
  ])("refuses %o", (fields) => {
    expect(productCard.input.safeParse({ ...valid, ...fields }).success).toBe(false);
  });

  test("says what is wrong in words for a person", () => {
    const { error } = productCard.input.safeParse({ ...valid, style: "" });
    expect(error?.issues.map((issue) => issue.message)).toEqual(["Choose a style."]);
  });
});

test("the configured models make it, one that reads and one that draws", () => {
  expect(productCard.engines(input)).toEqual({ designing: { provider: "openai", model: both } });
  expect(productCard.offers()).toEqual([{ provider: "openai", model: both, seconds: [], sizes: [] }]);
});

test("a job sends the photograph, the style and the wish, with the models of its record", () => {
  const asked = (given: typeof input, model: string | null) =>
    productCard.request(slotWork(given, "designing", 0, { engine: { provider: "openai", model } }));
  expect(asked(wished, "gpt-6-sol + gpt-image-2")).toEqual({
    provider: "openai",
    files: ["user/a.jpg"],
    body: { type: "card", model: "gpt-6-sol + gpt-image-2", style: "marble", prompt: wished.prompt },
  });
  expect(asked(input, null).body).toEqual({ type: "card", model: both, style: "marble" });
});

test("what a user sees of it: style and wish, one card of one photograph", () => {
  expect(productCard.prompt(input)).toBe("Product card: marble");
  expect(productCard.prompt(wished)).toBe("Product card: marble. Summer sale,\ntwo colours");
  expect([productCard.opening(input), productCard.resultName(1, "designing")]).toEqual([
    "Uploaded a photograph",
    "card",
  ]);
  expect([productCard.slots(input, "designing", jobWith()), productCard.uploads(input)]).toEqual([
    1,
    ["user/a.jpg"],
  ]);
});

test("a card is named after its wish, else after its photograph, else after its style", () => {
  const named = (imageName: string) => productCard.input.parse({ ...valid, imageName });
  expect(productCard.title(wished)).toBe("Summer sale,");
  expect(productCard.title({ ...wished, imageName: "mug.jpg" })).toBe("Summer sale,");
  expect(productCard.title(named("blue-mug.jpg"))).toBe("Blue mug");
  expect(productCard.title(named("IMG_2034.jpg"))).toBe("Product card: marble");
  expect(productCard.title(input)).toBe("Product card: marble");
});
