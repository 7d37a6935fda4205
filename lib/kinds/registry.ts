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

/** The kind with this name, or `undefined`. */
export function kindNamed(name: string): Kind | undefined {
  return kinds.find((kind) => kind.profile.kind === name);
}

/** The kind of a job in the record; one that the code no longer knows is shown, and ended, as retired. */
export function kindOf(job: Pick<Job, "kind">): Kind {
  return kindNamed(job.kind) ?? retiredKind(job.kind);
}

/** How many operations each step of this job needs. */
export function slotsOf(job: Job): SlotCount {
  const kind = kindOf(job);
  return (step) => kind.slots(job.input, step);
}

/** What the kind adds to the view of this job. */
export function faceOf(job: Job, kind: Kind = kindOf(job)): KindFace {
  const provider = providerNamed(job.provider ?? "");
  return {
    provider: provider ? { label: provider.label, isStoppable: provider.cancel !== undefined } : null,
    accuracy: null,
    profile: kind.profile,
    title: kind.title(job.input),
    frames: { step: kind.frames, count: kind.slots(job.input, kind.frames) },
    opening: kind.opening(job.input),
  };
}
