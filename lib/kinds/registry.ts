import { withHistory, type History } from "@/lib/jobs/history";
import type { KindProfile } from "@/lib/jobs/kind-profile";
import type { Job } from "@/lib/jobs/job";
import type { SlotCount } from "@/lib/jobs/plan";
import type { KindFace } from "@/lib/jobs/to-view";
import { providerNamed } from "@/lib/providers/registry";
import { chat } from "./chat";
import type { Kind } from "./kind";
import { photoshoot } from "./photoshoot";
import { productCard } from "./product-card";
import { retiredKind } from "./retired-kind";
import { sora } from "./sora";

/** Every kind. A new one is a file beside this one and a line here. */
const kinds: readonly Kind[] = [photoshoot, sora, productCard, chat];

/** Every kind that new jobs can be of. */
export function allKinds(): readonly Kind[] {
  return kinds;
}

/** The kind with this name, or `undefined`. */
export function kindNamed(name: string): Kind | undefined {
  return kinds.find((kind) => kind.profile.kind === name);
}

/** The kind of a job in the record; one that the code no longer knows is shown, and ended, as retired. */
export function kindOf(job: Pick<Job, "kind">): Kind {
  return kindNamed(job.kind) ?? retiredKind(job.kind);
}

/** The profile of this very job: who does its steps, and how long they usually take. */
export function profileOf(job: Job, history: History | null, kind: Kind = kindOf(job)): KindProfile {
  const steps = kind.profile.steps.map((step) => ({
    ...step,
    provider: kind.provider?.(job, step.name) ?? step.provider,
  }));
  return withHistory({ ...kind.profile, steps }, history);
}

/** What was asked for, in full; empty where the kind cannot say any more. */
export function promptOf(job: Job): string {
  try {
    return kindOf(job).prompt(job.input);
  } catch {
    return "";
  }
}

/** How many jobs of each kind a user can have running. */
export function mostRunning(): Record<string, number> {
  return Object.fromEntries(kinds.map(({ profile }) => [profile.kind, profile.mostRunning]));
}

/** How many operations each step of this job needs. */
export function slotsOf(job: Job): SlotCount {
  const kind = kindOf(job);
  return (step) => kind.slots(job.input, step);
}

/** The step whose work is the result, and how much of it there is. */
export function framesOf(job: Job, kind: Kind = kindOf(job)): KindFace["frames"] {
  return { step: kind.frames, count: kind.slots(job.input, kind.frames) };
}

/** What the kind adds to the view of this job. */
export function faceOf(job: Job, history: History | null, kind: Kind = kindOf(job)): KindFace {
  const provider = providerNamed(job.provider ?? "");
  return {
    provider: provider ? { label: provider.label, isStoppable: provider.cancel !== undefined } : null,
    accuracy: history && { right: history.forecastsRight, of: history.forecasts },
    profile: profileOf(job, history, kind),
    title: kind.title(job.input),
    frames: framesOf(job, kind),
    opening: kind.opening(job.input),
  };
}
