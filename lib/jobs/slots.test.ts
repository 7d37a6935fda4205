import { describe, expect, test } from "vitest";
import type { CheckResult } from "./change";
import type { Job, Operation } from "./job";
import type { KindProfile } from "./kind-profile";
import type { Observation, Outcome } from "./outcome";
import { plan } from "./plan";
import { operationAt, type SlotCount } from "./slots";
import {
  at,
  decided,
  foundWith,
  jobWith,
  keptWhole,
  noon,
  operationWith,
  picture,
  profile,
} from "@/tests/support/sample-jobs";

const [first, second] = profile.steps;
if (!first || !second) throw new Error("the sample has two steps");

/** The second step has as many slots as the answer of the first has words. */
const counted: SlotCount = (job, step) => {
  if (step === "training") return 1;
  const text = operationAt(job, "training", 0)?.output?.text;
  return text === undefined ? null : text.split(" ").filter(Boolean).length;
};
const underWay = (operations: Operation[], fields: Partial<Job> = {}) =>
  jobWith({ status: "processing", stage: "training", operations, ...fields });
const check = (job: Job, found: CheckResult) => decided(job, found, at(5_000), 0, { slots: counted });
const says = (text: string): CheckResult => {
  const training = operationWith();
  const observation: Observation = { state: "succeeded", files: [], text };
  return foundWith({ [training.id]: { type: "observed", observation } }, { kept: [keptWhole(training)] });
};

describe("a step whose number of slots follows from what an earlier one made", () => {
  test("is not begun, and does not let the job complete, while the number is unknown", () => {
    const job = underWay([operationWith()]);
    expect(plan(job, profile, counted, noon)).toMatchObject({ step: { name: "training" }, begin: [] });
    const answered = underWay([operationWith({ state: "succeeded", keptAt: noon, endedAt: noon })]);
    expect(plan(answered, profile, counted, noon)).toMatchObject({ step: { name: "generating" }, begin: [] });
    const unread = decided(answered, foundWith({}), at(5_000), 0, { slots: counted });
    expect(unread).toMatchObject({ status: "processing", stage: "generating", progress: 60 });
  });

  test("is the next one in the very check that brings the number, which reads no 0 and completes nothing", () => {
    const change = check(underWay([operationWith()]), says("one two three"));
    expect(change).toMatchObject({ status: "processing", stage: "generating", nextCheckInMs: 0 });
    const after = underWay(change.operations, { stage: change.stage });
    expect(plan(after, profile, counted, noon).begin).toEqual([0, 1, 2]);
  });

  test("is passed over where the number is 0", () => {
    expect(check(underWay([operationWith()]), says(""))).toMatchObject({ status: "completed" });
  });
});

describe("a step of our own", () => {
  const ours: KindProfile = { ...profile, steps: [first, { ...second, isOurs: true }] };
  const trained = operationWith({ state: "succeeded", output: { files: [] }, keptAt: noon });
  const piece = (slot: number, fields: Partial<Operation> = {}) =>
    picture(slot, { provider: null, providerRef: null, runningAt: null, state: "planned", ...fields });
  const todo = (pieces: Operation[], attempt = 1) =>
    plan(
      underWay([trained, ...pieces], { attempt }),
      ours,
      (_job, step) => (step === "training" ? 1 : 2),
      noon,
    );

  test("has its pieces written down once, and then leaves them to whoever makes them", () => {
    expect(todo([])).toMatchObject({ begin: [0, 1], pieces: [] });
    const made = [piece(0), piece(1, { state: "running" })];
    expect(todo(made)).toMatchObject({ begin: [], observe: [], reconcile: [], pieces: made });
  });

  test("begins a failed piece again in another attempt only", () => {
    const spoilt = [piece(0), piece(1, { state: "failed", error: null })];
    expect(todo(spoilt).begin).toEqual([]);
    expect(todo([piece(0, { attempt: 2 }), ...spoilt], 2).begin).toEqual([1]);
  });

  test("has what an earlier attempt left unmade written down anew, and keeps what it made", () => {
    const earlier = [piece(0, { state: "running" }), piece(1, { state: "succeeded", keptAt: noon })];
    expect(todo(earlier, 2)).toMatchObject({ begin: [0], pieces: [], keep: [] });
  });

  test("asks no provider, keeps nobody's turn, and says that pieces are to be made", () => {
    const job = underWay([trained, piece(0), piece(1)], { stage: "generating" });
    const change = decided(job, foundWith({}, { asked: false }), at(5_000), 0, { profile: ours });
    expect(change).toMatchObject({ status: "processing", providers: [], hasPieces: true });
  });
});

test("a step with two engines asks both, slot by slot, and names their providers until each is done", () => {
  const both: KindProfile = { ...profile, steps: [{ ...first, parts: ["picture", "voice"] }] };
  const engines = {
    picture: { provider: "fal", model: "flux" },
    voice: { provider: "openai", model: "tts" },
  };
  const running = (slot: number, provider: string) => operationWith({ slot, provider });
  const voice = running(1, "openai");
  const job = underWay([running(0, "fal"), voice], { engines });
  const change = (found: CheckResult) =>
    decided(job, found, at(5_000), 0, { profile: both, slots: () => 2 }).providers;
  expect(change(foundWith({}))).toEqual(["fal", "openai"]);
  const done: Outcome = { type: "observed", observation: { state: "succeeded", files: [] } };
  expect(change(foundWith({ [voice.id]: done }))).toEqual(["fal"]);
});

test("fifty thousand slots are planned by reading the list of operations a few times, not once a slot", () => {
  const many: KindProfile = { ...profile, steps: [second] };
  const count = 50_000;
  let reads = 0;
  const operations = new Proxy(
    Array.from({ length: count }, (_, slot) => picture(slot)),
    {
      get(list, key, self) {
        if (typeof key === "string" && /^\d+$/.test(key)) reads++;
        return Reflect.get(list, key, self);
      },
    },
  );
  const job = underWay(operations, { stage: "generating" });
  expect(plan(job, many, () => count, noon).observe).toHaveLength(count);
  expect(reads).toBeGreaterThanOrEqual(count);
  expect(reads).toBeLessThan(5 * count);
});
