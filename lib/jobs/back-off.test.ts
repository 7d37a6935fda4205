import { describe, expect, test } from "vitest";
import type { Job } from "./job";
import type { Outcome } from "./outcome";
import {
  at,
  decided,
  foundWith,
  jobWith,
  minutes,
  noon,
  operationWith,
  picture,
  profile,
  seconds,
  trained,
} from "@/tests/support/sample-jobs";

const troubled = (retryAfterMs: number | null = null, code = "unavailable"): Outcome => ({
  type: "troubled",
  trouble: { code, message: "Astria is not answering properly (500).", retryAfterMs },
});
const seen: Outcome = {
  type: "observed",
  observation: { state: "running", progress: null, expectedAt: null },
};
const endMs = profile.deadlineMs + profile.graceMs;
const underWay = (fields: Partial<Job> = {}) =>
  jobWith({
    status: "processing",
    stage: "generating",
    operations: [trained, picture(0), picture(1), picture(2)],
    failedChecks: 8,
    ...fields,
  });
const after = (outcomes: Record<string, Outcome>, fields: Partial<Job> = {}, now = noon) =>
  decided(underWay(fields), foundWith(outcomes), now);

describe("the back-off", () => {
  test("goes on where a check learned nothing", () => {
    const change = after({ "generating-0-1": troubled(), "generating-1-1": troubled() });
    expect(change).toMatchObject({ failedChecks: 9, nextCheckInMs: 5 * minutes });
  });

  test("starts anew where something succeeded, whatever did not", () => {
    const change = after({ "generating-0-1": troubled(), "generating-1-1": seen });
    expect(change).toMatchObject({ failedChecks: 1, nextCheckInMs: 5 * seconds });
  });

  test("still respects what the provider itself asked for, and says until when", () => {
    const change = after({ "generating-0-1": troubled(40 * seconds), "generating-1-1": seen });
    expect(change.nextCheckInMs).toBe(40 * seconds);
    expect(change.delay?.askedUntil).toBe(at(40 * seconds).toISOString());
    expect(after({ "generating-0-1": troubled() }).delay).not.toHaveProperty("askedUntil");
  });
});

describe("what is provably not there is begun again", () => {
  const lost = picture(0, { state: "starting", providerRef: null, runningAt: null });
  const operations = [trained, lost, picture(1), picture(2)];

  test("at once, whatever trouble the others have", () => {
    const change = after(
      { "generating-0-1": { type: "absent", isVouched: true }, "generating-1-1": troubled() },
      { operations },
    );
    expect(change.nextCheckInMs).toBe(0);
  });

  test("but not before the provider lets us", () => {
    const outcomes = {
      "generating-0-1": { type: "absent", isVouched: true } as const,
      "generating-1-1": troubled(2_000),
    };
    expect(after(outcomes, { operations }).nextCheckInMs).toBe(2_000);
  });
});

describe("the next check is never later than the end of the grace", () => {
  test.each<[string, Outcome]>([
    ["after trouble", troubled()],
    ["where the provider asks for a longer wait", troubled(10 * minutes)],
    ["where the job is overdue, and asked about slowly", seen],
  ])("%s", (_when, outcome) => {
    const change = after({ "generating-0-1": outcome }, {}, at(endMs - 7 * seconds));
    expect(change.nextCheckInMs).toBe(7 * seconds);
  });
});

describe("a job that could not be started in time says why, and that nothing was charged", () => {
  const unstarted = (code: string, message: string) =>
    decided(
      jobWith({ operations: [operationWith({ state: "planned", providerRef: null, runningAt: null })] }),
      foundWith({ "training-0-1": { type: "postponed", trouble: { code, message, retryAfterMs: null } } }),
      at(endMs),
    ).error;

  test("as the operator's fault where our key is refused", () => {
    expect(unstarted("not_authorized", "Astria does not accept our key.")).toEqual({
      code: "misconfigured",
      message:
        "The work could not be started in time. Astria does not accept our key. Nothing was charged; Retry tries again.",
      retryable: true,
      charged: false,
    });
  });

  test("and else as late, with the last trouble", () => {
    expect(unstarted("unreachable", "Astria could not be reached.")).toMatchObject({
      code: "timed_out",
      message: expect.stringContaining("Astria could not be reached."),
      charged: false,
    });
  });
});
