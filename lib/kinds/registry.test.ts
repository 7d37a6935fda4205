import type { Engines } from "@/lib/jobs/engine";
import { describe, expect, test } from "vitest";
import { noHistory } from "@/lib/jobs/history";
import { kindNames } from "@/lib/jobs/kind-name";
import { stagesOf } from "@/lib/jobs/kind-profile";
import { jobWith } from "@/tests/support/sample-jobs";
import { providerNamed } from "@/lib/providers/registry";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { kindNamed, kindOf, kindViewOf, readAsKind } from "./registry";

stubEnvironment();

describe.each(kindNames)("the kind %s", (name) => {
  const kind = kindOf({ kind: name, input: {} });

  test("has stages whose progress rises to 100, and usual times in order", () => {
    const stages = stagesOf(kind.profile);
    const ends = stages.map((stage) => stage.progressAtEnd);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(ends.at(-1)).toBe(100);
    for (const { usual, intervalMs } of stages) {
      expect(usual.p90Ms).toBeGreaterThanOrEqual(usual.p50Ms);
      expect(intervalMs).toBeGreaterThan(0);
    }
  });

  test("has stages with names of their own, one of which is shown", () => {
    const names = stagesOf(kind.profile).map((stage) => stage.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain(kind.frames);
  });

  test("is offered by providers that exist", () => {
    const offers = kind.offers();
    expect(offers.length).toBeGreaterThan(0);
    for (const { provider } of offers) expect(providerNamed(provider)).toBeDefined();
  });

  test("fails an overdue job only after some grace, and lets a user run some at once", () => {
    const { deadlineMs, graceMs, mostRunning } = kind.profile;
    for (const figure of [deadlineMs, graceMs, mostRunning]) expect(figure).toBeGreaterThan(0);
  });
});

test("a photoshoot is checked every 30 s while training and every 10 s while generating", () => {
  const intervals = stagesOf(kindOf({ kind: "photoshoot", input: {} }).profile).map(
    (stage) => stage.intervalMs,
  );
  expect(intervals).toEqual([30_000, 10_000, 5_000]);
});

test("a kind nobody knows is none, and in the record a retired one that has nothing to do", () => {
  expect(kindNamed("song")).toBeUndefined();
  expect(kindOf({ kind: "song", input: {} }).profile).toMatchObject({ kind: "song", steps: [] });
});

test("a job's slots and face come from its kind and its input", () => {
  const images = ["user/a.jpg", "user/b.jpg", "user/c.jpg", "user/d.jpg"];
  const job = jobWith({ input: { title: "Ada in winter", subject: "cat", images } });
  const { slots } = readAsKind(job, noHistory);
  expect(["training", "generating"].map((step) => slots(job, step))).toEqual([1, 8]);
  expect(kindViewOf(job, noHistory)).toMatchObject({
    title: "Ada in winter",
    opening: "Uploaded 4 pictures",
    frames: { step: "generating", count: 8 },
    provider: { label: "Astria", isStoppable: false },
  });
});

test("a job is read though its kind refuses its stored input: what runs goes on", () => {
  const { kind, slots } = readAsKind(jobWith({ input: { title: "Ada" } }), noHistory);
  expect(kind.input.safeParse({ title: "Ada" }).success).toBe(false);
  expect(slots(jobWith(), "generating")).toBe(8);
});

test("a job of a kind that is gone still says who did it", () => {
  const engines = {
    singing: { provider: "fal", model: "song-1" },
    drumming: { provider: "gone", model: null },
  };
  const view = kindViewOf(jobWith({ kind: "song", engines }), noHistory);
  expect(view).toMatchObject({ provider: { label: "fal and gone", isStoppable: false }, model: "song-1" });
});

test("those who do a job are named in one order, whatever the stage and however the record lists them", () => {
  const openai = { provider: "openai", model: "gpt" };
  const fal = { provider: "fal", model: "song-1" };
  const labelAt = (stage: string | null, engines: Engines) =>
    kindViewOf(jobWith({ kind: "story_video", stage, engines, input: { story: "A fox." } }), noHistory)
      .provider?.label;
  const engines = { voice: fal, script: openai, picture: openai };
  expect([null, "assets", "rendering"].map((stage) => labelAt(stage, engines))).toEqual(
    Array.from({ length: 3 }, () => "OpenAI and fal"),
  );
  expect(labelAt("script", engines)).toBe("OpenAI");
  const turned = { voice: openai, script: openai, picture: fal };
  expect([labelAt("assets", turned), labelAt("joining", turned)]).toEqual([
    "OpenAI and fal",
    "OpenAI and fal",
  ]);
});
