import type { Engine } from "@/lib/jobs/engine";
import type { Job } from "@/lib/jobs/job";
import { accuracyOf, isLearned, withHistory, type History } from "@/lib/jobs/history";
import { isKindName, kindNames, type KindName } from "@/lib/jobs/kind-name";
import { enginesOf, type KindProfile } from "@/lib/jobs/kind-profile";
import type { SlotCount } from "@/lib/jobs/slots";
import type { KindView } from "@/lib/jobs/to-view";
import { ofWhatIsLeft } from "@/lib/jobs/what-is-left";
import { providerNamed } from "@/lib/providers/registry";
import { chat } from "./chat";
import { imageTags } from "./image-tags";
import type { Kind } from "./kind";
import { photoshoot } from "./photoshoot";
import { productCard } from "./product-card";
import { retiredKind } from "./retired-kind";
import { sora } from "./sora";
import { storyVideo } from "./story-video";

/** Every kind. A new one is a file beside this one, a name in lib/jobs/kind-name.ts, and a line here. */
const kinds = {
  photoshoot,
  sora,
  product_card: productCard,
  chat,
  image_tags: imageTags,
  story_video: storyVideo,
} satisfies Record<KindName, Kind>;

/** Kinds besides those of the product. */
const added = new Map<string, Kind>();

/** Adds a kind that is not the product's: tests do, whose kinds know what those of the product do not yet. */
export function addKind(kind: Kind): void {
  added.set(kind.profile.kind, kind);
}

/** Every kind that new jobs can be of. */
export function allKinds(): readonly Kind[] {
  return [...kindNames.map((name): Kind => kinds[name]), ...added.values()];
}

/** The kind with this name, or `undefined`. */
export function kindNamed(name: string): Kind | undefined {
  return isKindName(name) ? kinds[name] : added.get(name);
}

/** The kind of a job in the record, as it is for this job; one that the code no longer knows is shown, and ended, as retired. */
export function kindOf({ kind: name, input }: Pick<Job, "kind" | "input">): Kind {
  return kindFor(kindNamed(name) ?? retiredKind(name), input);
}

/** A kind with the profile of a job of this input. */
export function kindFor(kind: Kind, input: Job["input"]): Kind {
  return kind.profileOf ? { ...kind, profile: kind.profileOf(input) } : kind;
}

/** A job as its kind reads it. */
export interface ReadJob {
  kind: Kind;
  /** With the times that jobs like it usually take. */
  profile: KindProfile;
  slots: SlotCount;
}

/** Reads a job as its kind does. Whether the kind still takes its stored input is asked where work is begun. */
export function readAsKind(job: Job, history: History): ReadJob {
  const kind = kindOf(job);
  const profile = withHistory(kind.profile, job, history);
  return { kind, profile, slots: slotsOf(job, kind) };
}

function slotsOf({ input }: Job, kind: Kind): SlotCount {
  return (now, step) => kind.slots(input, step, now);
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
  return Object.fromEntries(allKinds().map(({ profile }) => [profile.kind, profile.mostRunning]));
}

/** How long a job of each kind is still checked after its deadline, in milliseconds. */
export function graces(): Record<string, number> {
  return Object.fromEntries(allKinds().map(({ profile }) => [profile.kind, profile.graceMs]));
}

/** How young work of some kinds is left in peace by whoever checks everything, in milliseconds. */
export function quiets(): Record<string, number> {
  return Object.fromEntries(
    allKinds().flatMap(({ profile: { kind, quietMs } }) => (quietMs === undefined ? [] : [[kind, quietMs]])),
  );
}

/** The kinds whose finished work is taken as rows. */
export function kindsOfRows(): string[] {
  return allKinds().flatMap(({ profile, rows }) => (rows === undefined ? [] : profile.kind));
}

/** The step whose work is the result, and how much of it there is, as far as that is known. */
export function shownStep(job: Job, kind: Kind = kindOf(job)): KindView["frames"] {
  return { step: kind.frames, count: kind.slots(job.input, kind.frames, job) ?? 0 };
}

/** What the kind adds to the view of this job. */
export function kindViewOf(job: Job, history: History, kind: Kind = kindOf(job)): KindView {
  return {
    ...makersOf(job, kind),
    // A range that others published, or that is supposed, may be so wide that nobody could miss it.
    accuracy: isLearned(kind.profile, job, history) ? accuracyOf(job, history) : null,
    profile: ofWhatIsLeft(withHistory(kind.profile, job, history), job, slotsOf(job, kind)),
    title: kind.title(job.input, job),
    details: kind.details?.(job) ?? null,
    ...(kind.shown && { input: kind.shown(job.input) }),
    frames: shownStep(job, kind),
    opening: kind.opening(job.input),
  };
}

const labelOf = ({ provider }: Engine): string => providerNamed(provider)?.label ?? provider;

/** Who does the present step of a job, or all that have a part in it; always in the same order. */
function makersOf(job: Job, { profile }: Kind): Pick<KindView, "provider" | "model"> {
  const present = profile.steps.find((step) => step.name === job.stage);
  const own = present ? enginesOf(job.engines, present) : [];
  const inOrder = [
    ...profile.steps.flatMap((step) => enginesOf(job.engines, step)),
    ...Object.values(job.engines),
  ];
  const engines = own.length > 0 ? own : Object.values(job.engines);
  if (engines.length === 0) return { provider: null, model: null };
  const labels = new Set(engines.map(labelOf));
  const models = engines.flatMap(({ model }) => model ?? []);
  return {
    provider: {
      label: [...new Set(inOrder.map(labelOf))].filter((each) => labels.has(each)).join(" and "),
      isStoppable: engines.every(({ provider }) => providerNamed(provider)?.cancel !== undefined),
    },
    model: models.length === 0 ? null : [...new Set(models)].join(", "),
  };
}
