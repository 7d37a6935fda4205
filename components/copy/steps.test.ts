import { expect, test } from "vitest";
import type { StageView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { sayerOf, stepsOf, usualOf } from "./steps";

const step = (name: string, state: StageView["state"]): StageView => ({
  name,
  label: name,
  state,
  startedAt: null,
  durationMs: null,
});
const states = (steps: readonly StageView[]) => steps.map(({ state }) => state);

test("what was refused before it began is marked at its first step; what stopped later, and what goes on, as it is", () => {
  const refused = [step("opening", "done"), step("answering", "upcoming"), step("saving", "upcoming")];
  expect(states(stepsOf(jobFixture({ status: "failed", timeline: refused })))).toEqual([
    "done",
    "stopped",
    "upcoming",
  ]);
  expect(states(stepsOf(jobFixture({ status: "canceled", timeline: refused })))).toEqual([
    "done",
    "stopped",
    "upcoming",
  ]);
  expect(stepsOf(jobFixture({ status: "pending", timeline: refused }))).toBe(refused);
  const later = [step("opening", "done"), step("training", "stopped"), step("saving", "upcoming")];
  expect(stepsOf(jobFixture({ status: "failed", timeline: later }))).toBe(later);
});

test("a step that its provider has not begun is said to wait for that once it is late, and not before", () => {
  const timeline = [step("opening", "done"), step("training", "current")];
  const labels = (overdue: boolean, stageLabel: string) =>
    stepsOf(jobFixture({ timeline, overdue, stageLabel })).map(({ label }) => label);
  expect(labels(true, "Accepted by Astria")).toEqual(["opening", "Waiting for Astria"]);
  expect(labels(true, "training")).toEqual(["opening", "training"]);
  expect(labels(false, "Accepted by Astria")).toEqual(["opening", "training"]);
});

test("how long a step usually takes is said until it has taken three times as long", () => {
  const current = step("generating", "current");
  expect(usualOf(current, 4_000, null)).toBe(4_000);
  expect(usualOf(current, 4_000, 12_000)).toBe(4_000);
  expect(usualOf(current, 4_000, 12_001)).toBeNull();
  expect(usualOf(current, null, 1_000)).toBeNull();
  expect(usualOf(step("saving", "upcoming"), 4_000, null)).toBeNull();
});

test("the times of a page are told in tenths where its job was short, else by the clock, as while it goes on", () => {
  const timeline = [4_000, 5_900].map((durationMs) => ({ ...step("training", "done"), durationMs }));
  const said = (fields: Partial<Parameters<typeof jobFixture>[0]>) =>
    sayerOf(jobFixture({ timeline, status: "completed", ...fields }))(4_000);
  expect(said({})).toBe("4.0 s");
  expect(said({ timeline: [...timeline, { ...step("saving", "done"), durationMs: 100 }] })).toBe("0:04");
  expect(said({ status: "processing" })).toBe("0:04");
});
