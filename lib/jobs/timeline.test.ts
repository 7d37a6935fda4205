import { expect, test } from "vitest";
import { at } from "@/tests/support/sample-jobs";
import { endStage, enterStage } from "./timeline";

const [first, later, last] = [at(0), at(1_000), at(2_000)];
const training = enterStage([], "training", first);

test("entering a stage opens it", () => {
  expect(training).toEqual([{ name: "training", startedAt: first.toISOString(), endedAt: null }]);
});

test("entering the stage the job is in changes nothing", () => {
  expect(enterStage(training, "training", later)).toEqual(training);
});

test("entering the next stage ends the one before at the same moment", () => {
  expect(enterStage(training, "generating", later)).toEqual([
    { name: "training", startedAt: first.toISOString(), endedAt: later.toISOString() },
    { name: "generating", startedAt: later.toISOString(), endedAt: null },
  ]);
});

test("a stage that has ended keeps its end, and may be entered again", () => {
  const ended = endStage(training, later);
  expect(endStage(ended, last)).toEqual(ended);
  expect(enterStage(ended, "training", last)).toHaveLength(2);
});

test("a timeline is never changed in place", () => {
  const before = structuredClone(training);
  endStage(training, later);
  enterStage(training, "generating", later);
  expect(training).toEqual(before);
});
