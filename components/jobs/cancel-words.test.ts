import { expect, test } from "vitest";
import { jobFixture } from "@/hooks/job-fixture";
import { cancelSentence } from "./cancel-words";

test("canceling says whether the provider can stop, and what may be charged", () => {
  const fal = jobFixture({ provider: "fal", isStoppable: true });
  expect(cancelSentence(fal)).toMatch(/^fal will be asked to stop\./);
  expect(cancelSentence(jobFixture())).toBe(
    "Astria cannot stop work that has begun; it may still be charged. A later retry picks up its result.",
  );
  expect(cancelSentence(jobFixture({ status: "pending" }))).toMatch(/^It has not begun at Astria yet\./);
});
