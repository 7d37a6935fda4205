import { expect, test } from "vitest";
import { jobFixture } from "@/hooks/job-fixture";
import { adoptableSentence } from "./adoptable-words";

const failed = jobFixture({ status: "failed", provider: "fal" });

test("an ended job says what a retry would find, and what of it is paid for", () => {
  expect(adoptableSentence({ ...failed, adoptable: "result" })).toMatch(/nothing is paid again\.$/);
  expect(adoptableSentence({ ...failed, adoptable: "part" })).toMatch(/the rest, .* if fal charges\.$/);
  expect(adoptableSentence({ ...failed, adoptable: "work" })).toMatch(/still be running at fal\./);
  expect(adoptableSentence({ ...failed, adoptable: null })).toBeNull();
});

test("what was canceled is not said to be waiting for a retry", () => {
  const canceled = jobFixture({ status: "canceled", provider: "fal", adoptable: "work", isStoppable: true });
  expect(adoptableSentence(canceled)).toBe(
    "fal was asked to stop. If it still finishes, Retry picks up its result; otherwise Retry starts it anew, which is paid for.",
  );
  expect(adoptableSentence({ ...canceled, isStoppable: false })).toMatch(/^If the work still finishes,/);
});
