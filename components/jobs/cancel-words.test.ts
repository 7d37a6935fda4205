import { expect, test } from "vitest";
import { jobFixture } from "@/hooks/job-fixture";
import { cancelSentence } from "./cancel-words";

const queue = { place: 1, limit: "yours" } as const;

test("canceling says whether the provider can stop, and what may be charged", () => {
  const fal = jobFixture({ provider: "fal", isStoppable: true });
  expect(cancelSentence(fal)).toMatch(/^fal will be asked to stop\./);
  expect(cancelSentence(jobFixture())).toBe(
    "Astria cannot stop work that has begun; it may still be charged. A later retry picks up its result.",
  );
});

test("only a job in line is said not to have begun", () => {
  const pending = jobFixture({ status: "pending", provider: "fal" });
  expect(cancelSentence({ ...pending, queue })).toMatch(/^It has not begun at fal yet\./);
  expect(cancelSentence({ ...pending, queue, attempt: 2 })).not.toMatch(/not begun/);
  expect(cancelSentence(pending)).toMatch(/^It may just be starting at fal, .* may be charged\./);
  expect(cancelSentence({ ...pending, isStoppable: true })).toMatch(
    /asked to stop as soon as it has begun; .* may be charged\./,
  );
  expect(cancelSentence({ ...pending, provider: null })).toMatch(/starting at the provider/);
});
