import type { KindProfile, StageProfile } from "./kind-profile";

/** What our own finished jobs tell about one kind, provider and model. */
export interface History {
  /** By stage, in milliseconds; only stages with enough finished jobs. */
  stages: Readonly<Record<string, { p50Ms: number; p90Ms: number }>>;
  /** Jobs whose page showed a range, and how many of them were done by its end or sooner. */
  forecasts: number;
  forecastsRight: number;
}

/** The kind as history knows it: our own times where there are any, its estimates where there are none. */
export function withHistory(profile: KindProfile, history: History | null): KindProfile {
  if (!history) return profile;
  const learned = <T extends StageProfile>(stage: T): T => ({
    ...stage,
    usual: history.stages[stage.name] ?? stage.usual,
  });
  return { ...profile, steps: profile.steps.map(learned), saving: learned(profile.saving) };
}
