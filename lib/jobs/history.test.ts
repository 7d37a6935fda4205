import { expect, test } from "vitest";
import { estimate, forecastOf } from "./eta";
import { accuracyOf, isLearned, noHistory, withHistory, type UsualTime } from "./history";
import { quantileShares } from "./quantiles";
import { jobWith, noon, profile } from "@/tests/support/sample-jobs";

const times = { p50Ms: 10_000, p90Ms: 20_000 };
const usual = (step: string, fields: Partial<UsualTime> = {}): UsualTime => ({
  kind: profile.kind,
  step,
  provider: step === "saving" ? null : "astria",
  model: null,
  ...times,
  ...fields,
});
const known = (...times: UsualTime[]) => withHistory(profile, jobWith(), { ...noHistory, usual: times });

test("our own times replace a kind's estimates, stage by stage", () => {
  const learned = known(usual("training", { p50Ms: 1_000, p90Ms: 2_000 }));
  expect(learned.steps.map((step) => step.usual.p50Ms)).toEqual([1_000, profile.steps[1]?.usual.p50Ms]);
  expect(learned.saving).toEqual(profile.saving);
  expect(known()).toEqual(profile);
});

test("a range goes from the medians to the 90th percentiles of what is left", () => {
  const all = known(usual("training"), usual("generating"), usual("saving"));
  expect(estimate(jobWith(), all, noon)).toEqual({ lowMs: 30_000, medianMs: 30_000, highMs: 60_000 });
  expect(forecastOf(jobWith(), all, noon)).toEqual({
    lowAt: "2026-11-21T12:00:30.000Z",
    highAt: "2026-11-21T12:01:00.000Z",
  });
});

test("the times of another kind, provider or model say nothing", () => {
  for (const fields of [{ kind: "sora" }, { provider: "fal" }, { model: "flux" }]) {
    expect(known(usual("training", fields))).toEqual(profile);
  }
});

test("a step that several engines do at once takes as long as the slowest of them, once all are known", () => {
  const step = { ...profile.steps[0], parts: ["picture", "voice"] } as (typeof profile.steps)[0];
  const film = { ...profile, steps: [step] };
  const picture = { provider: "fal", model: "flux" };
  const job = jobWith({ engines: { picture, voice: { provider: "openai", model: "tts" } } });
  const slow = usual("training", { ...picture, p50Ms: 30_000, p90Ms: 40_000 });
  const quick = usual("training", { provider: "openai", model: "tts", p50Ms: 5_000, p90Ms: 90_000 });
  const learned = (...times: UsualTime[]) =>
    withHistory(film, job, { ...noHistory, usual: times }).steps[0]?.usual;
  expect(learned(slow, quick)).toEqual({ p50Ms: 30_000, p90Ms: 90_000 });
  expect(learned(slow)).toEqual(step?.usual);
});

test("of several at once it is known by when all are done, where that is known of each", () => {
  const step = { ...profile.steps[0], parts: ["picture", "voice"] } as (typeof profile.steps)[0];
  const job = jobWith({
    engines: { picture: { provider: "fal", model: "a" }, voice: { provider: "fal", model: "b" } },
  });
  const upTo = (most: number) => quantileShares.map((share) => share * most);
  const learned = (ofPicture: number[], ofVoice?: number[]) => {
    const picture = usual("training", { provider: "fal", model: "a", quantiles: ofPicture });
    const voice = usual("training", { provider: "fal", model: "b", ...(ofVoice && { quantiles: ofVoice }) });
    return withHistory({ ...profile, steps: [step] }, job, { ...noHistory, usual: [picture, voice] }).steps[0]
      ?.usual;
  };
  expect(learned(upTo(100), upTo(200))?.quantiles).toEqual(upTo(200));
  expect(learned(upTo(100))).not.toHaveProperty("quantiles");
});

test("what a history says of jobs done alike is found out once", () => {
  const history = { ...noHistory, usual: [usual("training")] };
  const alike = jobWith({ engines: { training: { provider: "fal", model: null } } });
  const first = withHistory(profile, jobWith(), history);
  expect(withHistory(profile, jobWith({ id: "another" }), history)).toBe(first);
  expect(withHistory(profile, alike, history)).not.toBe(first);
  expect(withHistory({ ...profile }, jobWith(), history)).not.toBe(first);
  expect(withHistory(profile, jobWith(), { ...history })).not.toBe(first);
});

test("forecasts are judged by jobs that the same engines did", () => {
  const { kind, engines } = jobWith();
  const accuracy = [
    { kind, engines: { training: { provider: "fal", model: null } }, right: 1, of: 9 },
    { kind, engines, right: 9, of: 10 },
  ];
  expect(accuracyOf(jobWith(), { ...noHistory, accuracy })).toEqual({ right: 9, of: 10 });
  expect(accuracyOf(jobWith({ kind: "sora" }), { ...noHistory, accuracy })).toBeNull();
});

test("what is supposed of a provider counts until its jobs have told, whatever the model", () => {
  const supposed = [
    { kind: profile.kind, step: "training", provider: "astria", p50Ms: 45_000, p90Ms: 47_000 },
  ];
  const first = (usual: UsualTime[]) =>
    withHistory(profile, jobWith(), { ...noHistory, supposed, usual }).steps[0]?.usual.p50Ms;
  expect(first([])).toBe(45_000);
  expect(first([usual("training", { p50Ms: 44_000 })])).toBe(44_000);
  const elsewhere = jobWith({ engines: { training: { provider: "fal", model: null } } });
  expect(withHistory(profile, elsewhere, { ...noHistory, supposed })).toEqual(profile);
});

test("a forecast is of our own making once jobs have told of every step, and not by what is supposed", () => {
  const supposed = [
    { kind: profile.kind, step: "training", provider: "astria", p50Ms: 45_000, p90Ms: 47_000 },
  ];
  const told = (...steps: string[]) =>
    isLearned(profile, jobWith(), { ...noHistory, supposed, usual: steps.map((step) => usual(step)) });
  expect([told(), told("generating"), told("training", "generating")]).toEqual([false, false, true]);
});
