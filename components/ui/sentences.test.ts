import { expect, test } from "vitest";
import { cancelSentence } from "@/components/copy/endings";
import { jobFixture } from "@/tests/support/job-fixture";
import { sentencesOf } from "./sentences";

test("a text comes apart at the ends of its sentences, and nowhere else", () => {
  expect(sentencesOf("It costs $0.80 of 2.50. fal is asked. “Is it red?” stays.")).toEqual([
    "It costs $0.80 of 2.50. fal is asked.",
    "“Is it red?” stays.",
  ]);
  expect(sentencesOf("One.")).toEqual(["One."]);
  expect(sentencesOf("")).toEqual([]);
});

test("what is asked before a job is canceled is two or three sentences, and none of them is lost", () => {
  const text = cancelSentence(jobFixture());
  expect(sentencesOf(text).join(" ")).toBe(text);
  expect(sentencesOf(text).length).toBeGreaterThan(1);
});
