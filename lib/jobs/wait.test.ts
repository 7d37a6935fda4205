import { expect, test } from "vitest";
import type { Operation } from "./job";
import { quantileShares } from "./quantiles";
import type { StepProfile } from "./kind-profile";
import {
  at,
  decided,
  foundWith,
  jobWith,
  noon,
  operationWith,
  picture,
  profile,
  seconds,
  trained,
} from "@/tests/support/sample-jobs";

/** By when each share was done: 2 of a hundred within 1 min 40 s, half within 3 min, 98 within 5. */
const quantiles = quantileShares.map((share) => (95 + share * 200) * seconds);
const known = { ...profile, deadlineMs: 1e9 };
const knownAs = (fields: Partial<StepProfile> = {}) => ({
  ...known,
  steps: profile.steps.map((step) => ({ ...step, usual: { ...step.usual, quantiles }, ...fields })),
});

/** How long the check of a job waits that is at such work for so many seconds, and finds that it goes on. */
function waitAfter(age: number, operations: Operation[], kind = knownAs()): number {
  const stage = operations.at(-1)?.step ?? "";
  const timeline = [{ name: stage, startedAt: noon.toISOString(), endedAt: null }];
  const job = jobWith({ status: "processing", stage, timeline, operations, deadlineAt: at(1e9) });
  const running = { state: "running", progress: null, expectedAt: null } as const;
  const asked = operations.filter(({ state }) => state === "running");
  const outcomes = asked.map(({ id }) => [id, { type: "observed", observation: running }] as const);
  const count = new Set(operations.filter(({ step }) => step === stage).map(({ slot }) => slot)).size;
  const change = decided(job, foundWith(Object.fromEntries(outcomes)), at(age * seconds), 0, {
    profile: kind,
    slots: (_job, step) => (step === stage ? count : 1),
  });
  return (change.nextCheckInMs ?? NaN) / seconds;
}

test("work that our history knows is left in peace until it may be done", () => {
  expect(waitAfter(30, [operationWith()])).toBe(69);
  expect(waitAfter(30, [operationWith()], knownAs({ usual: { p50Ms: 1, p90Ms: 2 } }))).toBe(30);
});

test("pieces that are made side by side are looked at all along, but not for one that was replaced", () => {
  expect(waitAfter(30, [trained, picture(0), picture(1)])).toBe(20);
  const replaced = picture(0, { id: "replaced", state: "succeeded", keptAt: noon, supersededAt: noon });
  expect(waitAfter(30, [trained, replaced, picture(0)])).toBe(69);
});

test("pieces that are made one after the other are looked at as ever: each has its own beginning", () => {
  expect(waitAfter(30, [operationWith()], knownAs({ usualSlots: 6 }))).toBe(30);
});
