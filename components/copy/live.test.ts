import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { freshness } from "./live";

const job = jobFixture({ sinceCheckMs: 3_400, pollAfterMs: 10_000 });

test.each([
  ["live", true, 0, "Live"],
  ["told", true, 50, "Live"],
  ["polling", true, 0, "Asked 3 s ago, next in 10 s"],
  ["polling", true, 4, "Asked 7 s ago, next in 6 s"],
  ["catching_up", true, 9, "Asked 12 s ago, next in 1 s"],
  ["polling", true, 10, "Asked 13 s ago, asking now"],
  ["polling", true, 600, "Asked 10 min ago, asking now"],
  ["live", false, 4, "Asked 7 s ago"],
] as const)("%s, online: %s, %i s after an answer: %s", (phase, isOnline, sinceTold, words) => {
  expect(freshness(job, phase, isOnline, sinceTold)?.words).toBe(words);
});

test("a job that was asked this very moment, or never, is not said to have been asked in no time", () => {
  const words = (fields: Partial<typeof job>) => freshness({ ...job, ...fields }, "polling", true, 0)?.words;
  expect(words({ sinceCheckMs: 0 })).toBe("Asked 1 s ago, next in 10 s");
  expect(words({ checkedAt: null, sinceCheckMs: 0, pollAfterMs: 300_000 })).toBe(
    "Not asked yet, next in 5 min",
  );
});

test("of what is over, and to whoever is signed out, nothing is said", () => {
  expect(freshness(jobFixture({ status: "completed" }), "live", true, 0)).toBeNull();
  expect(freshness(job, "signed_out", true, 0)).toBeNull();
});
