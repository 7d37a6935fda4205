import { describe, expect, test } from "vitest";
import type { Change, CheckResult } from "./change";
import { ourFault } from "./failures";
import type { Job, Operation } from "./job";
import type { Observation, Outcome } from "./outcome";
import {
  artifactOf,
  at,
  foundWith,
  finishedPicture,
  jobWith,
  minutes,
  noon,
  operationWith,
} from "@/tests/support/sample-jobs";
import { decided, keptWhole, picture, refusal, savedPicture, trained } from "@/tests/support/sample-jobs";

const seen = (observation: Observation): Outcome => ({ type: "observed", observation });
const runs = seen({ state: "running", progress: null, expectedAt: null });

const after = (job: Job, found: CheckResult, now = noon): Change => decided(job, found, now);
const types = (change: Change) => change.events.map((event) => event.type);

function processing(operations: Operation[], fields: Partial<Job> = {}): Job {
  const stage = operations.some((each) => each.step === "generating") ? "generating" : "training";
  const timeline = [{ name: stage, startedAt: noon.toISOString(), endedAt: null }];
  return jobWith({ status: "processing", stage, timeline, operations, ...fields });
}

describe("a check that sees what was seen before", () => {
  const expectedAt = at(10 * minutes);
  const training = operationWith({ state: "running", progress: 40, expectedAt });
  const first = foundWith({ [training.id]: seen({ state: "running", progress: 40, expectedAt }) });
  const { status, stage, progress, output, timeline, forecast } = after(processing([training]), first);
  const settled = processing([training], {
    status,
    ...(stage && { stage }),
    progress,
    output,
    timeline,
    forecast,
  });
  const told = (progress: number, now = noon) =>
    after(
      settled,
      foundWith({ [training.id]: seen({ state: "running", progress, expectedAt: new Date(expectedAt) }) }),
      now,
    );

  test("changes neither the record nor the operation", () => {
    expect(told(40)).toMatchObject({ changesRecord: false, operations: [], events: [] });
  });

  test("changes both where there is progress", () => {
    expect(told(50)).toMatchObject({ changesRecord: true, operations: [{ id: training.id, progress: 50 }] });
  });
});

describe("a step that ends", () => {
  test("makes the job due at once for the next", () => {
    const training = operationWith();
    const done = foundWith({ [training.id]: seen({ state: "succeeded", files: [] }) });
    expect(after(processing([training]), done)).toMatchObject({
      status: "processing",
      stage: "generating",
      progress: 60,
      nextCheckInMs: 0,
    });
  });

  const last = picture(2);
  const others = [finishedPicture(0), finishedPicture(1)];
  const saved = [savedPicture(0), savedPicture(1)];
  const failed = foundWith({ [last.id]: seen({ state: "failed", error: refusal }) });

  test("with some of its pictures spoilt completes the job with the others", () => {
    const job = processing([trained, ...saved, last], { artifacts: saved.map(artifactOf) });
    const change = after(job, failed);
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
    expect(after(processing([trained, ...spoilt, last]), failed)).toMatchObject({
      status: "failed",
      // The training was paid for.
      error: { ...refusal, charged: true },
    });
  });

  test("does not complete the job while a finished picture is not saved", () => {
    const change = after(processing([trained, ...others, last]), failed);
    expect(change).toMatchObject({ status: "processing", stage: "saving", nextCheckInMs: 0 });
  });

  test("by the provider's hand fails the job as stopped_by_provider where all of its work is needed", () => {
    const training = operationWith();
    const change = after(processing([training]), foundWith({ [training.id]: seen({ state: "canceled" }) }));
    expect(change.error?.code).toBe("stopped_by_provider");
  });

  test("ends its stage in the timeline when the job is over", () => {
    const job = processing([trained, ...saved, last], { artifacts: saved.map(artifactOf) });
    expect(after(job, failed, at(5_000)).timeline.at(-1)?.endedAt).toBe(at(5_000).toISOString());
  });
});

describe("a job past its deadline", () => {
  const training = operationWith();
  const late = (fields: Partial<Job> = {}) =>
    processing([training], { checkedAt: at(59 * minutes), ...fields });
  const still = foundWith({ [training.id]: runs });

  test("is overdue, which is said once, and goes on slowly", () => {
    const first = after(late(), still, at(60 * minutes));
    expect(first).toMatchObject({ status: "processing", nextCheckInMs: 120_000 });
    expect(types(first)).toContain("overdue");
    expect(types(after(late({ updatedAt: at(60 * minutes) }), still, at(62 * minutes)))).not.toContain(
      "overdue",
    );
  });

  test("and grace fails as timed_out, with its progress as it was", () => {
    const change = after(late({ progress: 57 }), still, at(120 * minutes));
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
    const all = foundWith(
      { [finished.id]: seen({ state: "succeeded", files }) },
      { kept: [keptWhole(finished, [artifactOf(finished)])] },
    );
    expect(after(processing(only), all, at(120 * minutes)).status).toBe("completed");
  });
});

test("trouble that has passed is said, and the delay is gone", () => {
  const training = operationWith();
  const delay = { code: "unavailable", message: "Not now.", until: noon.toISOString() };
  const change = after(
    processing([training], { delay, failedChecks: 3 }),
    foundWith({ [training.id]: runs }),
  );
  expect(change).toMatchObject({ delay: null, failedChecks: 0 });
  expect(types(change)).toContain("recovered");
});

test("a check that learns nothing new says nothing", () => {
  const training = operationWith();
  expect(after(processing([training]), foundWith({ [training.id]: runs })).events).toEqual([]);
});

describe("pieces that begin, of which nothing else is said,", () => {
  const waiting = [0, 1, 2].map((slot) => picture(slot, { state: "queued" }));
  const found = (outcome: Outcome, of = waiting) =>
    foundWith(Object.fromEntries(of.map(({ id }) => [id, outcome])));
  const begin = seen({ state: "running", progress: null, expectedAt: at(10 * minutes) });
  const wait = seen({ state: "queued", expectedAt: null });

  test("are one line together, and none again", () => {
    const change = after(processing([trained, ...waiting], { progress: 60 }), found(begin));
    const detail = { step: "generating", provider: "astria", count: 3 };
    expect(change).toMatchObject({ progress: 60, events: [{ type: "begun", detail }] });
    const begun = processing([trained, ...change.operations], { progress: 60 });
    expect(after(begun, found(begin)).events).toEqual([]);
    expect(after(processing([trained, ...waiting], { progress: 60 }), found(wait)).events).toEqual([]);
  });

  test("and are put back in line are said as well", () => {
    const running = [picture(0), picture(1, { state: "queued" })];
    const change = after(processing([trained, ...running], { progress: 60 }), found(wait, running));
    expect(change.events).toEqual([
      { type: "queued", detail: { step: "generating", provider: "astria", count: 1 } },
    ]);
  });

  test("are not said beside what is", () => {
    const [one, two] = waiting.map(({ id }) => id) as [string, string];
    const done = foundWith({ [one]: begin, [two]: seen({ state: "failed", error: refusal }) });
    const change = after(processing([trained, ...waiting], { progress: 60 }), done);
    expect(types(change)).not.toContain("begun");
  });
});

test("the range that a job's page showed first is the one it is measured by, whatever is known later", () => {
  const training = operationWith();
  const first = after(processing([training]), foundWith({ [training.id]: runs })).forecast;
  expect(first).not.toBeNull();
  const later = processing([training], { forecast: first });
  const soon = seen({ state: "running", progress: 90, expectedAt: at(10 * minutes) });
  expect(after(later, foundWith({ [training.id]: soon }), at(9 * minutes)).forecast).toEqual(first);
});

test("a retry that adopts all of its work begins, and completes in the check right after it", () => {
  const made = [trained, savedPicture(0), savedPicture(1), savedPicture(2)];
  const retried = jobWith({ attempt: 2, operations: made, artifacts: made.slice(1).map(artifactOf) });
  const begun = after(retried, foundWith({}, { asked: false }));
  expect(begun).toMatchObject({ status: "processing", stage: "saving", nextCheckInMs: 0 });
  const { status, stage, timeline } = begun;
  expect(after({ ...retried, status, stage, timeline }, foundWith({})).status).toBe("completed");
});

test("what could not even be asked for fails the job as our own fault, which costs nothing", () => {
  const change = after(jobWith(), foundWith({}, { fault: ourFault, asked: false }));
  expect(change).toMatchObject({ status: "failed", error: { code: "internal", charged: false } });
});

test("a job that is tried again by itself stands in the line of whom it will ask first, and one being saved in none", () => {
  const training = operationWith();
  const failed = seen({ state: "failed", error: { ...refusal, retryable: true } });
  const next = after(processing([training]), foundWith({ [training.id]: failed }));
  expect(next).toMatchObject({ autoRetry: true, providers: ["astria"] });
  expect(after(processing([trained, savedPicture(0)]), foundWith({})).providers).toEqual(["astria"]);
  const saving = [trained, finishedPicture(0), finishedPicture(1), finishedPicture(2)];
  expect(after(processing(saving), foundWith({}))).toMatchObject({ stage: "saving", providers: [] });
});
