import { areSameEngines, type Engine, type Engines } from "./engine";
import type { Job } from "./job";
import { enginesOf, type KindProfile, type StageProfile, type Usual } from "./kind-profile";
import { slowestOf } from "./quantiles";

/** How long a step of a kind usually takes an engine; `null` for provider and model where no engine does it. */
export interface UsualTime extends Usual {
  kind: string;
  step: string;
  provider: string | null;
  model: string | null;
}

/** How long a step is said to take a provider, with any model, for as long as none of its jobs has told. */
export interface SupposedTime extends Usual {
  kind: string;
  step: string;
  provider: string;
}

/** Jobs done by the same engines whose page showed a range, and how many were done by its end or sooner. */
export interface Accuracy {
  kind: string;
  engines: Engines;
  right: number;
  of: number;
}

/** What our own finished jobs tell. */
export interface History {
  usual: readonly UsualTime[];
  supposed: readonly SupposedTime[];
  accuracy: readonly Accuracy[];
}

export const noHistory: History = { usual: [], supposed: [], accuracy: [] };

const noEngine = { provider: null, model: null };

type Alike = Pick<Job, "kind" | "engines">;

/** What was found out of a history is kept with it: all jobs that the same engines do have the same times. */
const found = new WeakMap<History, WeakMap<KindProfile, Map<string, KindProfile>>>();

/**
 * The kind as history knows it for this job: our own times where there are any, else what is supposed of its providers here,
 * and where nothing is, its estimates.
 */
export function withHistory(profile: KindProfile, { engines }: Alike, history: History): KindProfile {
  if (history.usual.length === 0 && history.supposed.length === 0) return profile;
  const ofProfile = remembered(
    remembered(found, history, () => new WeakMap()),
    profile,
    () => new Map(),
  );
  return remembered(ofProfile, JSON.stringify(engines), () => learned(profile, engines, history));
}

function learned(profile: KindProfile, jobEngines: Engines, { usual, supposed }: History): KindProfile {
  const known = byKey(usual);
  const said = byKey(supposed);
  const timed = <T extends StageProfile>(stage: T, engines: readonly Engine[]): T => {
    const times = (engines.length === 0 ? [noEngine] : engines).map(
      (engine) =>
        known.get(keyOf(profile.kind, stage.name, engine)) ??
        said.get(keyOf(profile.kind, stage.name, { provider: engine.provider })),
    );
    return { ...stage, usual: slowest(times) ?? stage.usual };
  };
  return {
    ...profile,
    steps: profile.steps.map((step) => timed(step, enginesOf(jobEngines, step))),
    saving: timed(profile.saving, []),
  };
}

/** Whether the forecasts for a job are made of what jobs like it took, and not of what anybody says. */
export function isLearned(profile: KindProfile, { engines }: Alike, { usual }: History): boolean {
  const known = byKey(usual);
  return profile.steps.every((step) => {
    const own = enginesOf(engines, step);
    return (own.length === 0 ? [noEngine] : own).every((engine) =>
      known.has(keyOf(profile.kind, step.name, engine)),
    );
  });
}

/** What is kept under this key; made and kept the first time. */
function remembered<K, V>(
  kept: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

/** How good the forecasts for jobs like this one have been; `null` where there were none. */
export function accuracyOf(job: Alike, { accuracy }: History): { right: number; of: number } | null {
  const alike = accuracy.find(
    ({ kind, engines }) => kind === job.kind && areSameEngines(engines, job.engines),
  );
  return alike ? { right: alike.right, of: alike.of } : null;
}

type Doer = Pick<UsualTime, "provider"> & Partial<Pick<UsualTime, "model">>;

/** Without a model, whichever it is. */
function keyOf(kind: string, step: string, { provider, model }: Doer) {
  return JSON.stringify([kind, step, provider, ...(model === undefined ? [] : [model])]);
}

function byKey<T extends Doer & { kind: string; step: string }>(times: readonly T[]): Map<string, T> {
  return new Map(times.map((each) => [keyOf(each.kind, each.step, each), each]));
}

/** A step that several do at once is done when the last of them is; nobody can say where one is not known. */
function slowest(times: ReadonlyArray<Usual | undefined>): Usual | null {
  const known = times.filter((time) => time !== undefined);
  if (known.length < times.length) return null;
  const quantiles = slowestOf(known.map((time) => time.quantiles));
  return {
    p50Ms: Math.max(...known.map((time) => time.p50Ms)),
    p90Ms: Math.max(...known.map((time) => time.p90Ms)),
    ...(quantiles && { quantiles }),
  };
}
