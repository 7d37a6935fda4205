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
  accuracy: readonly Accuracy[];
}

export const noHistory: History = { usual: [], accuracy: [] };

const noEngine = { provider: null, model: null };

type Alike = Pick<Job, "kind" | "engines">;

/** What was found out of a history is kept with it: all jobs that the same engines do have the same times. */
const found = new WeakMap<History, WeakMap<KindProfile, Map<string, KindProfile>>>();

/** The kind as history knows it for this job: our own times where there are any, its estimates where there are none. */
export function withHistory(profile: KindProfile, { engines }: Alike, history: History): KindProfile {
  if (history.usual.length === 0) return profile;
  const ofProfile = remembered(
    remembered(found, history, () => new WeakMap()),
    profile,
    () => new Map(),
  );
  return remembered(ofProfile, JSON.stringify(engines), () => learned(profile, engines, history));
}

function learned(profile: KindProfile, jobEngines: Engines, { usual }: History): KindProfile {
  const known = new Map(usual.map((each) => [keyOf(each.kind, each.step, each), each]));
  const timed = <T extends StageProfile>(stage: T, engines: readonly Engine[]): T => {
    const times = (engines.length === 0 ? [noEngine] : engines).map((engine) =>
      known.get(keyOf(profile.kind, stage.name, engine)),
    );
    return { ...stage, usual: slowest(times) ?? stage.usual };
  };
  return {
    ...profile,
    steps: profile.steps.map((step) => timed(step, enginesOf(jobEngines, step))),
    saving: timed(profile.saving, []),
  };
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

function keyOf(kind: string, step: string, { provider, model }: Pick<UsualTime, "provider" | "model">) {
  return JSON.stringify([kind, step, provider, model]);
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
