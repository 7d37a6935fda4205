import type { Change, CheckResult } from "@/lib/jobs/change";
import { decide } from "@/lib/jobs/decide";
import { withKept, withOutcomes } from "@/lib/jobs/learn";
import type { Artifact, Job, Operation } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import { savingStage, type KindProfile } from "@/lib/jobs/kind-profile";
import type { Engine } from "@/lib/jobs/engine";
import { settleMs } from "@/lib/jobs/operation";
import type { KeepResult, Outcome } from "@/lib/jobs/outcome";
import type { SlotCount } from "@/lib/jobs/slots";

/** Jobs for the tests of this folder: a kind like the photoshoot, with three pictures, and one noon. */
export const noon = new Date("2026-11-21T12:00:00.000Z");

export const seconds = 1_000;
export const minutes = 60_000;

export function at(msAfterNoon: number): Date {
  return new Date(noon.getTime() + msAfterNoon);
}

export const profile: KindProfile = {
  kind: "photoshoot",
  label: "Photoshoot",
  steps: [
    {
      name: "training",
      label: "Training your model",
      doneLabel: "Trained your model",
      partial: false,
      intervalMs: 30 * seconds,
      usual: { p50Ms: 6 * minutes, p90Ms: 15 * minutes },
      progressAtEnd: 60,
    },
    {
      name: "generating",
      label: "Generating pictures",
      doneLabel: "Generated pictures",
      partial: true,
      intervalMs: 10 * seconds,
      usual: { p50Ms: 40 * seconds, p90Ms: 90 * seconds },
      progressAtEnd: 97,
    },
  ],
  saving: savingStage("Saving originals", "Saved originals", { p50Ms: 2 * seconds, p90Ms: 10 * seconds }),
  deadlineMs: 60 * minutes,
  graceMs: 60 * minutes,
  automaticRetries: 2,
  mostRunning: 4,
};

/** The same kind where the pictures end together, for a step of our own that is made of them. */
export const together: KindProfile = {
  ...profile,
  steps: [
    ...profile.steps.map((step) =>
      step.name === "generating" ? { ...step, partial: false, endsTogether: true, progressAtEnd: 80 } : step,
    ),
    {
      name: "joining",
      label: "Joining",
      doneLabel: "Joined",
      partial: false,
      isOurs: true,
      intervalMs: 5 * seconds,
      usual: { p50Ms: 2 * seconds, p90Ms: 10 * seconds },
      progressAtEnd: 97,
    },
  ],
  pieceName: (step, slot) => (step === "generating" ? `Scene ${slot + 1}, its picture` : step),
};

const astria: Engine = { provider: "astria", model: null };

export const pictures = 3;
export const slots: SlotCount = (_job, step) => (step === "training" ? 1 : pictures);

export function jobWith(fields: Partial<Job> = {}): Job {
  return {
    id: "8c1f0a52-6f3e-4c1b-9a39-0d5f6f1f7a11",
    userId: "1b2c3d4e-0000-4000-8000-000000000001",
    kind: "photoshoot",
    status: "pending",
    stage: null,
    progress: 0,
    attempt: 1,
    autoRetries: 0,
    priority: "normal",
    engines: { training: astria, generating: astria },
    input: { title: "Ada" },
    output: null,
    error: null,
    delay: null,
    timeline: [],
    nextCheckAt: noon,
    checkedAt: null,
    checks: 0,
    checksSaved: 0,
    failedChecks: 0,
    isAdmitted: true,
    favouriteAt: null,
    unfavouredAt: null,
    deadlineAt: at(profile.deadlineMs),
    forecast: null,
    createdAt: noon,
    updatedAt: noon,
    startedAt: null,
    completedAt: null,
    operations: [],
    artifacts: [],
    ...fields,
  };
}

/** A running training, unless told otherwise. */
export function operationWith(fields: Partial<Operation> = {}): Operation {
  const { step = "training", slot = 0, attempt = 1 } = fields;
  const id = `${step}-${slot}-${attempt}`;
  return {
    id,
    attempt,
    step,
    slot,
    provider: "astria",
    model: null,
    providerRef: `ref:${id}`,
    state: "running",
    progress: null,
    expectedAt: null,
    output: null,
    error: null,
    missingSince: null,
    startedAt: noon,
    settlesAt: at(settleMs),
    runningAt: noon,
    endedAt: null,
    cursor: null,
    keptAt: null,
    absences: 0,
    supersededAt: null,
    ...fields,
  };
}

export const trained = operationWith({
  state: "succeeded",
  output: { files: [] },
  endedAt: noon,
  keptAt: noon,
});

/** The picture of a slot, with the file it offers unless told otherwise. */
export function picture(slot: number, fields: Partial<Operation> = {}): Operation {
  return operationWith({ step: "generating", slot, ...fields });
}

export function finishedPicture(slot: number, fields: Partial<Operation> = {}): Operation {
  const output = { files: [{ url: `https://cdn.test/${slot}.jpg`, expiresAt: null }] };
  return picture(slot, { state: "succeeded", output, endedAt: noon, ...fields });
}

/** The same once its file is in our storage. */
export function savedPicture(slot: number, fields: Partial<Operation> = {}): Operation {
  return finishedPicture(slot, { keptAt: noon, ...fields });
}

export function artifactOf(operation: Operation): Artifact {
  const name = `picture-${operation.slot + 1}.jpg`;
  return {
    operationId: operation.id,
    name,
    contentType: "image/jpeg",
    bytes: 10,
    sha256: "00",
    storagePath: `user/job/${name}`,
    sourceUrl: operation.output?.files[0]?.url ?? "",
    sourceExpiresAt: null,
  };
}

export const refusal: JobError = { code: "rejected", message: "No.", retryable: false, charged: false };

/** What a check learned, with the fate of some operations by their ids. */
export function foundWith(outcomes: Record<string, Outcome>, fields: Partial<CheckResult> = {}): CheckResult {
  return {
    begun: [],
    outcomes: new Map(Object.entries(outcomes)),
    kept: [],
    fault: null,
    asked: true,
    checksSaved: 0,
    ...fields,
  };
}

/** All that a finished operation made has been taken. */
export function keptWhole({ id }: Operation, artifacts: readonly Artifact[] = []): KeepResult {
  return { operationId: id, type: "whole", artifacts };
}

/** What a check makes of a job like the photoshoot: the outcomes first, as the services do it, then the decision. */
export function decided(
  before: Job,
  found: CheckResult,
  now: Date,
  random = 0,
  more: { profile?: KindProfile; slots?: SlotCount } = {},
): Change {
  const kind = { profile, slots, ...more };
  const job = withKept(withOutcomes(before, found.begun, found.outcomes, now), found.kept, now);
  return decide({ before, job, ...kind }, found, now, random);
}

/** A slot for a kind to ask something for: the first, at Astria, unless told otherwise. */
export function slotWork<Input>(
  input: Input,
  step: string,
  slot = 0,
  { job = jobWith(), engine = astria }: { job?: Job; engine?: Engine } = {},
) {
  return { job, input, step, slot, engine };
}
