import { expect, test } from "vitest";
import type { Job } from "./job";
import { at, jobWith, noon, operationWith, profile } from "@/tests/support/sample-jobs";
import { toView, type KindView } from "./to-view";

const kind: KindView = {
  profile,
  title: "Ada in winter",
  details: null,
  frames: { step: "training", count: 1 },
  opening: "Uploaded 12 pictures",
  provider: { label: "fal", isStoppable: true },
  model: "veo",
  accuracy: { right: 9, of: 10 },
};
const viewOf = (fields: Partial<Job>) => toView(jobWith(fields), kind, "https://app.test", noon);

test("a job in line says its place and whose limit it waits for, and promises no time", () => {
  const view = viewOf({ waiting: { for: "turn", place: 3, limit: "provider" } });
  expect(view).toMatchObject({
    queue: { place: 3, limit: "provider" },
    estimate: null,
    estimatedTimeRemaining: null,
    stageLabel: "Waiting to start",
    delay: null,
  });
});

test("a provider that is left in peace is named, unless the job itself says what is wrong", () => {
  const waiting = { for: "provider", until: "2026-11-21T12:01:00.000Z" } as const;
  expect(viewOf({ waiting }).delay).toEqual({
    code: "provider_paused",
    message: "fal is not answering. We keep trying.",
    until: waiting.until,
  });
  const delay = { code: "rate_limited", message: "fal asked us to slow down.", until: waiting.until };
  expect(viewOf({ waiting, delay }).delay).toEqual(delay);
});

test("work that its provider has not begun is said to be accepted, and makes no progress", () => {
  const operations = [operationWith({ state: "queued", expectedAt: at(60_000) })];
  const view = viewOf({ status: "processing", stage: "training", operations });
  expect(view.stageLabel).toBe("Accepted by fal");
  expect(view.glide).toBeNull();
  const begun = [...operations, operationWith({ slot: 1 })];
  expect(viewOf({ status: "processing", stage: "training", operations: begun }).stageLabel).toBe(
    "Training your model",
  );
});

test("work that was accepted just now moves all the same, until somebody has seen it wait", () => {
  const operations = [operationWith({ state: "queued", expectedAt: at(60_000) })];
  const glideAt = (checkedAt: Date) =>
    viewOf({ status: "processing", stage: "training", operations, checkedAt }).glide;
  expect(glideAt(at(2_000))).toEqual({ to: 60, passedMs: 0, usualMs: 60_000 });
  expect(glideAt(at(30_000))).toBeNull();
});

test("frames come up while the stage goes on that makes them", () => {
  expect(viewOf({}).framesWithin).toEqual({ from: 0, to: 60 });
  const later = { ...kind, frames: { step: "generating", count: 3 } };
  expect(toView(jobWith(), later, "https://app.test", noon).framesWithin).toEqual({ from: 60, to: 97 });
  const unknown = { ...kind, frames: { step: "", count: 0 } };
  expect(toView(jobWith(), unknown, "https://app.test", noon).framesWithin).toBeNull();
});

test("who does the work, whether it can be stopped, and how good forecasts were are told as they are known", () => {
  expect(viewOf({})).toMatchObject({
    provider: "fal",
    model: "veo",
    isStoppable: true,
    accuracy: { right: 9, of: 10 },
    priority: "normal",
  });
  const nobody = toView(jobWith(), { ...kind, provider: null, model: null }, "https://app.test", noon);
  expect(nobody).toMatchObject({ provider: null, model: null, isStoppable: false });
});
