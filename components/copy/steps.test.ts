import { expect, test } from "vitest";
import type { StageView } from "@/lib/jobs/job-view";
import { stepsOf, usualOf } from "./steps";

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
  expect(states(stepsOf({ status: "failed", timeline: refused }))).toEqual(["done", "stopped", "upcoming"]);
  expect(states(stepsOf({ status: "canceled", timeline: refused }))).toEqual(["done", "stopped", "upcoming"]);
  expect(stepsOf({ status: "pending", timeline: refused })).toBe(refused);
  const later = [step("opening", "done"), step("training", "stopped"), step("saving", "upcoming")];
  expect(stepsOf({ status: "failed", timeline: later })).toBe(later);
});

test("how long a step usually takes is said until it has taken three times as long", () => {
  const current = step("generating", "current");
  expect(usualOf(current, 4_000, null)).toBe(4_000);
  expect(usualOf(current, 4_000, 12_000)).toBe(4_000);
  expect(usualOf(current, 4_000, 12_001)).toBeNull();
  expect(usualOf(current, null, 1_000)).toBeNull();
  expect(usualOf(step("saving", "upcoming"), 4_000, null)).toBeNull();
});
