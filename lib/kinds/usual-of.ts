import type { Engine } from "@/lib/jobs/engine";
import { withHistory, type History } from "@/lib/jobs/history";
import { stagesOf, type KindProfile } from "@/lib/jobs/kind-profile";
import type { Usual } from "@/lib/jobs/offer";

/**
 * How long a job that this engine does alone usually takes, in milliseconds: from the medians to the 90th percentiles of
 * its stages. `null` where several engines have a part in it, or where it follows from the input.
 */
export function usualOf(profile: KindProfile, { provider, model }: Engine, history: History): Usual | null {
  if (profile.steps.some(({ parts, isOurs }) => parts !== undefined || isOurs)) return null;
  const engines = Object.fromEntries(profile.steps.map(({ name }) => [name, { provider, model }]));
  const stages = stagesOf(withHistory(profile, { kind: profile.kind, engines }, history));
  return {
    lowMs: sum(stages.map(({ usual }) => usual.p50Ms)),
    highMs: sum(stages.map(({ usual }) => usual.p90Ms)),
  };
}

function sum(times: readonly number[]): number {
  return times.reduce((total, ms) => total + ms, 0);
}
