/** A stage as the pure core needs it. Durations in milliseconds. */
export interface StageProfile {
  name: string;
  /** While it runs: "Training your model". */
  label: string;
  /** Once it is over: "Trained your model". */
  doneLabel: string;
  /** How often it is worth asking. */
  intervalMs: number;
  /** How long it usually takes (median and 90th percentile), until our own history says better. */
  usual: { p50Ms: number; p90Ms: number };
  /** The job's progress when this stage ends, 0 to 100. */
  progressAtEnd: number;
}

/** A stage with work at a provider. */
export interface StepProfile extends StageProfile {
  provider: string;
  /** Whether some of its operations may fail while the job goes on with the rest. */
  partial: boolean;
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
}

/** All stages of a kind in order, the saving of results last. */
export function stagesOf(profile: KindProfile): StageProfile[] {
  return [...profile.steps, profile.saving];
}

/** The stage with this name, or `undefined`. */
export function stageNamed(profile: KindProfile, name: string | null): StageProfile | undefined {
  return stagesOf(profile).find((stage) => stage.name === name);
}
