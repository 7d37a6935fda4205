import type { Engine, Engines } from "./engine";
import type { Job } from "./job";
import type { Quantiles } from "./quantiles";

/** A stage as the pure core needs it. Durations in milliseconds. */
export interface StageProfile {
  name: string;
  /** While it runs: "Training your model". */
  label: string;
  /** Once it is over: "Trained your model". */
  doneLabel: string;
  /** How often it is worth asking. */
  intervalMs: number;
  /** How seldom at most, where it may go on for hours; twice the interval unless said. */
  longestIntervalMs?: number;
  /** How long it usually takes (median and 90th percentile), until our own history says better. */
  usual: Usual;
  /** How many slots that is the time of, where they are made one after the other. */
  usualSlots?: number;
  /** The job's progress when this stage ends, 0 to 100. */
  progressAtEnd: number;
}

export interface Usual {
  p50Ms: number;
  p90Ms: number;
  /** The rest of it, where our own history knows enough jobs: when to ask depends on it. */
  quantiles?: Quantiles;
}

/** What work can be asked to show: words, or files of one sort. */
export type Makes = "words" | "pictures" | "films" | "voices";

/** A stage with work to do: at providers, unless it is ours. */
export interface StepProfile extends StageProfile {
  /** Whether some of its operations may fail while the job goes on with the rest. */
  partial: boolean;
  /** Its pieces are made by us (see make-pieces), not by a provider. */
  isOurs?: boolean;
  /**
   * What each of its operations is to show when it has succeeded, in turn where they are of several sorts, as `parts` are;
   * without it, a step that shows nothing itself.
   */
  makes?: Makes | readonly Makes[];
  /** What it makes is for later steps alone, and no result. */
  isInner?: boolean;
  /** A piece that failed ends the job only once the rest of the step has ended and is kept: it is paid for anyhow. */
  endsTogether?: boolean;
  /**
   * Codes of failures after which the job goes on by itself, once the rest of the step has ended: with another attempt at
   * what failed so, a longer pause before each. What was done stays, and so does what failed for another reason.
   */
  goesOnAfter?: readonly string[];
  /** Which of a job's engines do its slots, in turn; the one named after the step, unless said. */
  parts?: readonly string[];
}

/** What the pure core knows of a kind: no schema, no provider code. */
export interface KindProfile {
  kind: string;
  label: string;
  steps: readonly StepProfile[];
  /** The stage in which results are copied to our storage. */
  saving: StageProfile;
  /** Past this the job is overdue. */
  deadlineMs: number;
  /** How long an overdue job is still checked, slowly, before it fails as `timed_out`. */
  graceMs: number;
  /** How often a job that its provider let fail is tried again without asking anybody. */
  automaticRetries: number;
  /** How many jobs of this kind one user can have running; the others wait for their turn. */
  mostRunning: number;
  /**
   * So long after work of theirs began, in milliseconds, its jobs are left in peace by whoever checks everything there is,
   * for where it never ends sooner. Who looks at one of them asks all the same, and so does a webhook.
   */
  quietMs?: number;
  /** What a finished job has to show, where that is not its files and its answer (see result.ts). */
  result?: (job: Job) => Record<string, unknown>;
  /**
   * What a piece of a step is called where one of many fails: "Scene 3, its picture". A reason that begins like that, up to
   * the comma, is not told so again.
   */
  pieceName?: (step: string, slot: number) => string;
}

/** The last stage of every kind: what was made is copied to us, and nobody is asked for anything new. */
export function savingStage(label: string, doneLabel: string, usual: Usual): StageProfile {
  return { name: "saving", label, doneLabel, intervalMs: 5_000, usual, progressAtEnd: 100 };
}

/** All stages of a kind in order, the saving of results last. */
export function stagesOf(profile: KindProfile): StageProfile[] {
  return [...profile.steps, profile.saving];
}

/** The step with this name, or `undefined`. */
export function stepNamed(profile: KindProfile, name: string): StepProfile | undefined {
  return profile.steps.find((step) => step.name === name);
}

/** The stage with this name, or `undefined`. */
export function stageNamed(profile: KindProfile, name: string | null): StageProfile | undefined {
  return stagesOf(profile).find((stage) => stage.name === name);
}

/** Who does a slot of a step; `null` where we do it ourselves, or where the job says nothing of it. */
export function engineOf(engines: Engines, step: StepProfile, slot: number): Engine | null {
  if (step.isOurs) return null;
  const parts = step.parts ?? [step.name];
  return engines[parts[slot % parts.length] ?? step.name] ?? null;
}

/** Who does the first step of a job that anybody does. */
export function firstEngines(engines: Engines, { steps }: KindProfile): Engine[] {
  return steps.map((step) => enginesOf(engines, step)).find((each) => each.length > 0) ?? [];
}

/** What a slot of a step is to show; `undefined` where nothing. */
export function makesAt({ makes }: StepProfile, slot: number): Makes | undefined {
  return Array.isArray(makes) ? makes[slot % makes.length] : (makes as Makes | undefined);
}

/** Everybody who has a part in a step. */
export function enginesOf(engines: Engines, step: StepProfile): Engine[] {
  if (step.isOurs) return [];
  return (step.parts ?? [step.name]).flatMap((part) => engines[part] ?? []);
}
