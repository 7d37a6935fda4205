import { describe, expect, test } from "vitest";
import { decide, type Change, type Findings } from "./decide";
import type { Job, Operation } from "./job";
import type { Observation, Outcome } from "./outcome";
import {
  artifactOf,
  at,
  findingsWith,
  finishedPicture,
  jobWith,
  minutes,
  noon,
  operationWith,
} from "./test-jobs";
import { picture, profile, refusal, slots, trained } from "./test-jobs";

const seen = (observation: Observation): Outcome => ({ type: "observed", observation });
const runs = seen({ state: "running", progress: null, expectedAt: null });

const decided = (job: Job, findings: Findings, now = noon): Change =>
  decide(job, profile, slots, findings, now, 0);
const types = (change: Change) => change.events.map((event) => event.type);

function processing(operations: Operation[], fields: Partial<Job> = {}): Job {
  const stage = operations.some((each) => each.step === "generating") ? "generating" : "training";
  const timeline = [{ name: stage, startedAt: noon.toISOString(), endedAt: null }];
  return jobWith({ status: "processing", stage, timeline, operations, ...fields });
}

describe("a step that ends", () => {
  test("makes the job due at once for the next", () => {
    const training = operationWith();
    const done = findingsWith({ [training.id]: seen({ state: "succeeded", files: [] }) });
    expect(decided(processing([training]), done)).toMatchObject({
      status: "processing",
      stage: "generating",
      progress: 60,
      nextCheckInMs: 0,
    });
  });

  const last = picture(2);
  const others = [finishedPicture(0), finishedPicture(1)];
  const failed = findingsWith({ [last.id]: seen({ state: "failed", error: refusal }) });

  test("with some of its pictures spoilt completes the job with the others", () => {
    const job = processing([trained, ...others, last], { artifacts: others.map(artifactOf) });
    const change = decided(job, failed);
    expect(change).toMatchObject({
      status: "completed",
      progress: 100,
      output: { pictures: 2 },
      error: null,
    });
    expect(types(change)).toEqual(["spoilt", "completed"]);
  });

  test("with all of its pictures spoilt fails the job with the first reason", () => {
    const spoilt = [picture(0, { state: "failed", error: refusal }), picture(1, { state: "canceled" })];
    expect(decided(processing([trained, ...spoilt, last]), failed)).toMatchObject({
      status: "failed",
      error: refusal,
    });
  });

  test("does not complete the job while a finished picture is not saved", () => {
    const change = decided(processing([trained, ...others, last]), failed);
    expect(change).toMatchObject({ status: "processing", stage: "saving", nextCheckInMs: 0 });
  });

  test("by the provider's hand fails the job as stopped_by_provider where all of its work is needed", () => {
    const training = operationWith();
    const change = decided(
      processing([training]),
      findingsWith({ [training.id]: seen({ state: "canceled" }) }),
    );
    expect(change.error?.code).toBe("stopped_by_provider");
  });

  test("ends its stage in the timeline when the job is over", () => {
    const job = processing([trained, ...others, last], { artifacts: others.map(artifactOf) });
    expect(decided(job, failed, at(5_000)).timeline.at(-1)?.endedAt).toBe(at(5_000).toISOString());
  });
});

describe("a job past its deadline", () => {
  const training = operationWith();
  const late = (fields: Partial<Job> = {}) =>
    processing([training], { checkedAt: at(59 * minutes), ...fields });
  const still = findingsWith({ [training.id]: runs });

  test("is overdue, which is said once, and goes on slowly", () => {
    const first = decided(late(), still, at(60 * minutes));
    expect(first).toMatchObject({ status: "processing", nextCheckInMs: 120_000 });
    expect(types(first)).toContain("overdue");
    expect(types(decided(late({ updatedAt: at(60 * minutes) }), still, at(62 * minutes)))).not.toContain(
      "overdue",
    );
  });

  test("and grace fails as timed_out, with its progress as it was", () => {
    const change = decided(late({ progress: 57 }), still, at(120 * minutes));
    expect(change).toMatchObject({
      status: "failed",
      progress: 57,
      error: { code: "timed_out", charged: null },
    });
  });

  test("and grace still completes if the last check brings everything", () => {
    const only = [trained, picture(0), picture(1, { state: "failed" }), picture(2, { state: "failed" })];
    const finished = finishedPicture(0);
    const files = finished.output?.files ?? [];
    const all = findingsWith(
      { [finished.id]: seen({ state: "succeeded", files }) },
      { saved: [artifactOf(finished)] },
    );
    expect(decided(processing(only), all, at(120 * minutes)).status).toBe("completed");
  });
});

test("trouble that has passed is said, and the delay is gone", () => {
  const training = operationWith();
  const delay = { code: "unavailable", message: "Not now.", until: noon.toISOString() };
  const change = decided(
    processing([training], { delay, failedChecks: 3 }),
    findingsWith({ [training.id]: runs }),
  );
  expect(change).toMatchObject({ delay: null, failedChecks: 0 });
  expect(types(change)).toContain("recovered");
});

test("a check that learns nothing new says nothing", () => {
  const training = operationWith();
  expect(decided(processing([training]), findingsWith({ [training.id]: runs })).events).toEqual([]);
});
