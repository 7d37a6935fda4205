import { expect, test } from "vitest";
import { estimate, forecastOf } from "./eta";
import { withHistory } from "./history";
import { jobWith, noon, profile } from "./test-jobs";

const none = { forecasts: 0, forecastsRight: 0 };

test("our own times replace a kind's estimates, stage by stage", () => {
  const known = withHistory(profile, { ...none, stages: { training: { p50Ms: 1_000, p90Ms: 2_000 } } });
  expect(known.steps.map((step) => step.usual.p50Ms)).toEqual([1_000, profile.steps[1]?.usual.p50Ms]);
  expect(known.saving).toEqual(profile.saving);
  expect(withHistory(profile, null)).toBe(profile);
});

test("a range goes from the medians to the 90th percentiles of what is left", () => {
  const times = { p50Ms: 10_000, p90Ms: 20_000 };
  const stages = { training: times, generating: times, saving: times };
  const known = withHistory(profile, { ...none, stages });
  expect(estimate(jobWith(), known, noon)).toEqual({ lowMs: 30_000, medianMs: 30_000, highMs: 60_000 });
  expect(forecastOf(jobWith(), known, noon)).toEqual({
    lowAt: "2026-11-21T12:00:30.000Z",
    highAt: "2026-11-21T12:01:00.000Z",
  });
});
