import { expect, test } from "vitest";
import { timeWithin } from "./run-time";

const budgets = Array.from({ length: 276 }, (_, index) => index + 5);

test("the caller is answered within the budget, and no batch is begun that may begin no call", () => {
  for (const seconds of budgets) {
    const time = timeWithin(seconds);
    expect(time.answerMs).toBeLessThan(seconds * 1_000);
    expect(time.batchesMs).toBeLessThanOrEqual(time.callsMs);
  }
});

test("a question begun at the last moment is answered within 24 seconds and more; who waits less is answered while it goes on", () => {
  const longestQuestionMs = 15_000;
  for (const seconds of budgets.filter((each) => each >= 24)) {
    expect(timeWithin(seconds).callsMs + longestQuestionMs).toBeLessThan(seconds * 1_000);
  }
});

test("whatever the budget, something is begun, and the run ends within a function's 300 s", () => {
  const workMs = 60_000;
  const lastCallAndCommitMs = 90_000;
  for (const seconds of budgets) {
    const { batchesMs, callsMs, batchSize } = timeWithin(seconds);
    expect(batchesMs).toBeGreaterThan(1_500);
    expect(batchSize).toBeGreaterThan(0);
    expect(Math.min(callsMs, batchesMs + workMs) + lastCallAndCommitMs).toBeLessThan(300_000);
  }
});
