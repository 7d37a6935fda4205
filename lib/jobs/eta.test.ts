import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimate, expectedEnd } from "./eta";
import { jobStatuses } from "./status";
import {
  at,
  jobWith,
  minutes,
  noon,
  operationWith,
  picture,
  profile,
  seconds,
} from "@/tests/support/sample-jobs";

const training = (expectedAt: Date | null, startedAt = noon) =>
  jobWith({
    status: "processing",
    stage: "training",
    timeline: [{ name: "training", startedAt: startedAt.toISOString(), endedAt: null }],
    operations: [operationWith({ expectedAt })],
  });

describe("the estimate", () => {
  test("of a new job is the usual time of all stages", () => {
    const p50 = 6 * minutes + 40 * seconds + 2 * seconds;
    const p90 = 15 * minutes + 90 * seconds + 10 * seconds;
    expect(estimate(jobWith(), profile, noon)).toEqual({ lowMs: p50, medianMs: p50, highMs: p90 });
  });

  test("shrinks as the stage goes on, down to the stages after it", () => {
    const medians = [0, 3, 6, 15].map(
      (age) => estimate(training(null), profile, at(age * minutes))?.medianMs,
    );
    expect(medians).toEqual([6.7, 3.7, 0.7, 0.7].map((each) => each * minutes));
  });

  test("widens again once the stage takes longer than it should: as long again as it is late", () => {
    const late = estimate(training(null), profile, at(45 * minutes));
    expect(late).toMatchObject({ lowMs: (15 + 0.7) * minutes, medianMs: (30 + 0.7) * minutes });
    const forecast = estimate(training(at(0)), profile, at(10 * minutes));
    expect(forecast).toMatchObject({ lowMs: (5 + 0.7) * minutes, medianMs: (10 + 0.7) * minutes });
  });

  test("follows the provider's own forecast, give or take a fifth", () => {
    const after = 42 * seconds;
    const likely = estimate(training(at(100 * seconds)), profile, noon);
    expect(likely).toMatchObject({ lowMs: 80 * seconds + after, medianMs: 100 * seconds + after });
    expect(likely?.highMs).toBe(120 * seconds + 100 * seconds);
  });

  test("of a stage counts nothing that is behind it", () => {
    const job = jobWith({ status: "processing", stage: "saving" });
    expect(estimate(job, profile, noon)).toEqual({ lowMs: 2_000, medianMs: 2_000, highMs: 10_000 });
  });

  test("is a range in order, never negative", () => {
    const jobs = fc.record({
      status: fc.constantFrom("pending" as const, "processing" as const),
      stage: fc.constantFrom(null, "training", "generating", "saving", "a stage of an older version"),
      enteredMs: fc.integer({ min: -100 * minutes, max: 100 * minutes }),
      expectedMs: fc.option(fc.integer({ min: -100 * minutes, max: 100 * minutes })),
    });
    fc.assert(
      fc.property(jobs, ({ status, stage, enteredMs, expectedMs }) => {
        const timeline = stage
          ? [{ name: stage, startedAt: at(enteredMs).toISOString(), endedAt: null }]
          : [];
        const operation = operationWith({
          step: stage ?? "",
          expectedAt: expectedMs === null ? null : at(expectedMs),
        });
        const job = jobWith({ status, stage, timeline, operations: [operation] });
        const likely = estimate(job, profile, noon);
        expect(likely?.lowMs).toBeGreaterThanOrEqual(0);
        expect(likely?.medianMs).toBeGreaterThanOrEqual(likely?.lowMs ?? Infinity);
        expect(likely?.highMs).toBeGreaterThanOrEqual(likely?.medianMs ?? Infinity);
      }),
    );
  });
});

test("a job that is over has no estimate", () => {
  const estimates = jobStatuses.map((status) => [status, estimate(jobWith({ status }), profile, noon)]);
  expect(estimates.filter(([, likely]) => likely === null).map(([status]) => status)).toEqual([
    "completed",
    "failed",
    "canceled",
  ]);
});

describe("the expected end of a stage", () => {
  test("is the latest forecast among its running work", () => {
    const operations = [
      picture(0, { expectedAt: at(10) }),
      picture(1, { expectedAt: at(30) }),
      picture(2, { expectedAt: at(20) }),
      picture(3, { expectedAt: at(90), state: "succeeded" }),
      operationWith({ expectedAt: at(99) }),
    ];
    expect(expectedEnd(operations, "generating")).toEqual(at(30));
  });

  test("is unknown where nothing that runs has a forecast", () => {
    expect(expectedEnd([picture(0)], "generating")).toBeNull();
  });
});
