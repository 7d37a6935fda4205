import { describe, expect, test } from "vitest";
import { settleMs } from "./operation";
import type { Outcome } from "./outcome";
import {
  at,
  decided,
  foundWith,
  jobWith,
  noon,
  operationWith,
  refusal,
  seconds,
} from "@/tests/support/sample-jobs";

const trouble = { code: "rate_limited", message: "Slow down.", retryAfterMs: 90_000 };

describe("a start", () => {
  const intent = operationWith({ state: "starting", providerRef: null, runningAt: null });
  const after = (outcome: Outcome, before = jobWith()) =>
    decided(before, foundWith({ [intent.id]: outcome }, { begun: [intent] }), noon);

  test("that was answered sets the job going, and says under which id", () => {
    const change = after({ type: "started", ref: "tune:1", observation: null });
    expect(change).toMatchObject({
      status: "processing",
      stage: "training",
      progress: 0,
      providers: ["astria"],
    });
    expect(change.timeline).toEqual([{ name: "training", startedAt: noon.toISOString(), endedAt: null }]);
    expect(change.events).toContainEqual({
      type: "started",
      detail: { step: "training", provider: "astria", count: 1, ref: "tune:1" },
    });
  });

  test("that was refused for good fails the job with the provider's reason", () => {
    const change = after({ type: "refused", error: refusal });
    expect(change).toMatchObject({ status: "failed", error: refusal, nextCheckInMs: null });
  });

  test("that did not happen leaves the job pending, and it is tried again at once or after the trouble", () => {
    expect(after({ type: "skipped" })).toMatchObject({ status: "pending", nextCheckInMs: 0, delay: null });
    const delayed = after({ type: "postponed", trouble });
    expect(delayed).toMatchObject({ status: "pending", nextCheckInMs: 90_000, failedChecks: 1 });
    expect(delayed.delay).toEqual({
      code: trouble.code,
      message: trouble.message,
      until: at(90_000).toISOString(),
      askedUntil: at(90_000).toISOString(),
    });
  });

  test("tried again is written once, as it is now", () => {
    const planned = { ...intent, state: "planned" as const };
    const change = after(
      { type: "uncertain", trouble, settleMs: 60_000 },
      jobWith({ operations: [planned] }),
    );
    expect(change.operations).toEqual([intent]);
  });

  test("of unknown fate is not looked up before it has settled", () => {
    const change = decided(jobWith({ operations: [intent] }), foundWith({}), at(20 * seconds));
    expect(change.nextCheckInMs).toBe(settleMs - 20 * seconds);
  });

  test("of unknown fate keeps its reason to wait until it is looked up, and says when that will be", () => {
    const delay = { code: "timeout", message: "No answer in time.", until: at(5 * seconds).toISOString() };
    const change = decided(jobWith({ operations: [intent], delay }), foundWith({}), at(20 * seconds));
    const until = at(20 * seconds + (change.nextCheckInMs ?? 0)).toISOString();
    expect(change.delay).toEqual({ ...delay, until });
  });

  test("of an earlier attempt whose fate nobody knows does not end the retry", () => {
    const unknown = { ...intent, state: "unknown" as const };
    const change = decided(jobWith({ attempt: 2, operations: [unknown] }), foundWith({}), noon);
    expect(change).toMatchObject({ status: "pending", error: null, nextCheckInMs: 0 });
  });

  test("that nobody can find out about ends as start_unknown, perhaps charged, for a person to decide", () => {
    const change = decided(
      jobWith({ operations: [intent] }),
      foundWith({ [intent.id]: { type: "unprovable" } }),
      noon,
    );
    expect(change.error).toMatchObject({ code: "start_unknown", charged: null, retryable: true });
  });

  test("that was found after a crash is adopted", () => {
    const found: Outcome = { type: "found", ref: "tune:1", observation: null };
    const change = decided(jobWith({ operations: [intent] }), foundWith({ [intent.id]: found }), noon);
    expect(change).toMatchObject({
      status: "processing",
      operations: [{ state: "running", providerRef: "tune:1" }],
    });
    expect(change.events.map((event) => event.type)).toEqual(["found", "stage"]);
  });
});
