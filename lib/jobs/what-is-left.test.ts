import { describe, expect, test } from "vitest";
import type { Operation } from "./job";
import type { KindProfile } from "./kind-profile";
import { estimate } from "./eta";
import type { SlotCount } from "./slots";
import { ofWhatIsLeft } from "./what-is-left";
import { at, jobWith, noon, operationWith, profile as usual, seconds } from "@/tests/support/sample-jobs";

const usualOf = (p50Ms: number) => ({ p50Ms: p50Ms * seconds, p90Ms: 2 * p50Ms * seconds });
const step = { label: "", doneLabel: "", partial: false, intervalMs: 3_000, progressAtEnd: 50 };
const profile: KindProfile = {
  ...usual,
  steps: [
    { ...step, name: "script", usual: usualOf(20) },
    { ...step, name: "assets", usual: usualOf(60) },
    { ...step, name: "rendering", isOurs: true, usual: usualOf(60), usualSlots: 6 },
  ],
  saving: { ...usual.saving, usual: usualOf(0) },
};
const slotsFor =
  (scenes: number): SlotCount =>
  (_job, name) =>
    name === "script" ? 1 : name === "assets" ? 2 * scenes : scenes;

const done = (name: string, count: number, fields: Partial<Operation> = {}) =>
  Array.from({ length: count }, (_, slot) =>
    operationWith({ step: name, slot, state: "succeeded", endedAt: noon, ...fields }),
  );
const medianOf = (scenes: number, operations: Operation[], stage: string | null = null, now = noon) => {
  const timeline = stage === null ? [] : [{ name: stage, startedAt: noon.toISOString(), endedAt: null }];
  const job = jobWith({ status: "processing", stage, timeline, operations });
  const left = ofWhatIsLeft(profile, job, slotsFor(scenes));
  return (estimate(job, left, now)?.medianMs ?? 0) / seconds;
};

describe("the usual times of what is left", () => {
  test("of what is made one after the other are as long as there is much of it", () => {
    expect([3, 6, 12].map((scenes) => medianOf(scenes, []))).toEqual([110, 140, 200]);
  });

  test("count nothing that is there: one picture and two segments made anew take no longer than that", () => {
    const kept = [...done("script", 1), ...done("assets", 11), ...done("rendering", 4)];
    expect(medianOf(6, kept)).toBe(60 + 20);
    expect(medianOf(6, [...kept, ...done("assets", 12)])).toBe(20);
  });

  test("count what is to be done again, and what was superseded", () => {
    const superseded = done("rendering", 6, { supersededAt: noon });
    expect(medianOf(6, [...done("script", 1), ...done("assets", 12), ...superseded])).toBe(60);
    const failed = done("rendering", 6, { state: "failed" });
    expect(medianOf(6, [...done("script", 1), ...done("assets", 12), ...failed])).toBe(60);
  });

  test("of the present step go on from its last slot, and are not gone while what came of it is being kept", () => {
    const before = [...done("script", 1), ...done("assets", 12)];
    const segments = done("rendering", 3, { endedAt: at(30 * seconds) });
    expect(medianOf(6, [...before, ...segments], "rendering", at(30 * seconds))).toBe(30);
    expect(medianOf(6, [...before, ...segments], "rendering", at(35 * seconds))).toBe(25);
    expect(medianOf(6, before, "assets", at(10 * seconds))).toBe(50 + 60);
  });

  test("are those of a whole step while nobody knows how much of it there is", () => {
    const job = jobWith({ status: "processing" });
    expect(ofWhatIsLeft(profile, job, () => null)).toEqual(profile);
  });
});
