import { describe, expect, test } from "vitest";
import type { Job, Operation } from "./job";
import { plan } from "./plan";
import {
  at,
  decided,
  foundWith,
  jobWith,
  minutes,
  noon,
  operationWith,
  profile,
  slots,
  trained,
} from "@/tests/support/sample-jobs";

const error = { code: "server_error", message: "The server had an error.", retryable: true, charged: null };
const failed = (fields: Partial<Operation> = {}) => operationWith({ state: "failed", error, ...fields });
/** Whether a job under way whose operations ended like this is tried again by itself. */
const verdict = (operations: Operation[], fields: Partial<Job> = {}, now = noon) =>
  decided(jobWith({ status: "processing", operations, ...fields }), foundWith({}), now).autoRetry;

describe("another attempt is made without asking anybody", () => {
  test("where the provider said that its work failed and that trying again may help", () => {
    expect(verdict([failed()])).toBe(true);
    expect(verdict([failed({ error: { ...error, charged: false } })])).toBe(true);
  });

  test.each<[string, Operation]>([
    ["it was charged", failed({ error: { ...error, charged: true } })],
    ["trying again cannot help", failed({ error: { ...error, retryable: false } })],
    ["somebody has to pay first", failed({ error: { ...error, code: "payment_required" } })],
    ["the provider did not say that it may pass", failed({ error: { ...error, code: "failed" } })],
    ["nobody knows whether a part was started", failed({ error: { ...error, code: "start_unknown" } })],
    ["it ended at the provider's own time limit", failed({ error: { ...error, code: "expired" } })],
    ["the provider lost it: nobody knows what it cost", failed({ missingSince: noon })],
    ["somebody stopped it there", failed({ state: "canceled", error: null })],
    ["nobody knows whether it was started", failed({ state: "unknown", error: null })],
  ])("not where %s", (_why, operation) => expect(verdict([operation])).toBe(false));

  test("not more often than the kind allows, and not past the deadline", () => {
    expect(verdict([failed()], { autoRetries: profile.automaticRetries - 1 })).toBe(true);
    expect(verdict([failed()], { autoRetries: profile.automaticRetries })).toBe(false);
    expect(verdict([failed()], {}, at(profile.deadlineMs))).toBe(false);
  });

  test("not for work of which a part failed for another reason", () => {
    const pictures = [0, 1, 2].map((slot) => failed({ step: "generating", slot }));
    const moderated = failed({ step: "generating", slot: 2, error: { ...error, retryable: false } });
    expect(verdict([trained, ...pictures])).toBe(true);
    expect(verdict([trained, ...pictures.slice(0, 2), moderated])).toBe(false);
  });
});

describe("the new attempt", () => {
  const before = jobWith({
    status: "processing",
    stage: "training",
    progress: 40,
    operations: [operationWith()],
  });
  const outcome = { type: "observed", observation: { state: "failed", error } } as const;
  const change = (random: number) =>
    decided(before, foundWith({ "training-0-1": outcome }), at(minutes), random);

  test("begins from nothing, with a deadline of its own, and says why", () => {
    expect(change(0)).toMatchObject({
      autoRetry: true,
      status: "pending",
      stage: null,
      progress: 0,
      error: null,
      forecast: null,
      deadlineMs: profile.deadlineMs,
      delay: { code: "retrying", message: "Attempt 1 failed: The server had an error." },
    });
    expect(change(0).events.map((event) => event.type)).toEqual(["spoilt", "retrying"]);
  });

  test("waits 5 s, less up to a fifth by chance", () => {
    expect(change(0).nextCheckInMs).toBe(5_000);
    expect(change(0.999).nextCheckInMs).toBeCloseTo(4_001, 0);
  });

  test("starts again what failed, and adopts what did not", () => {
    const next = (operation: Operation) =>
      plan(jobWith({ attempt: 2, operations: [operation] }), profile, slots, noon);
    expect(next(failed()).begin).toEqual([0]);
    expect(next(operationWith()).observe).toHaveLength(1);
  });
});
