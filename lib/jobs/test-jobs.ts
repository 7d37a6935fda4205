import type { Findings } from "./decide";
import type { Artifact, Job, Operation } from "./job";
import type { JobError } from "./job-error";
import type { KindProfile } from "./kind-profile";
import { settleMs } from "./operation";
import type { Outcome } from "./outcome";

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
      provider: "astria",
      partial: false,
      intervalMs: 30 * seconds,
      usual: { p50Ms: 6 * minutes, p90Ms: 15 * minutes },
      progressAtEnd: 60,
    },
    {
      name: "generating",
      label: "Generating pictures",
      doneLabel: "Generated pictures",
      provider: "astria",
      partial: true,
      intervalMs: 10 * seconds,
      usual: { p50Ms: 40 * seconds, p90Ms: 90 * seconds },
      progressAtEnd: 97,
    },
  ],
  saving: {
    name: "saving",
    label: "Saving originals",
    doneLabel: "Saved originals",
    intervalMs: 5 * seconds,
    usual: { p50Ms: 2 * seconds, p90Ms: 10 * seconds },
    progressAtEnd: 100,
  },
  deadlineMs: 60 * minutes,
  graceMs: 60 * minutes,
  automaticRetries: 2,
  mostRunning: 4,
};

export const pictures = 3;
export const slots = (step: string) => (step === "training" ? 1 : pictures);

export function jobWith(fields: Partial<Job> = {}): Job {
  return {
    id: "8c1f0a52-6f3e-4c1b-9a39-0d5f6f1f7a11",
    userId: "1b2c3d4e-0000-4000-8000-000000000001",
    kind: "photoshoot",
    status: "pending",
    stage: null,
    progress: 0,
    attempt: 1,
    retries: 0,
    priority: "normal",
    provider: "astria",
    model: null,
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
    ...fields,
  };
}

export const trained = operationWith({ state: "succeeded", output: { files: [] }, endedAt: noon });

/** The picture of a slot, with the file it offers unless told otherwise. */
export function picture(slot: number, fields: Partial<Operation> = {}): Operation {
  return operationWith({ step: "generating", slot, ...fields });
}

export function finishedPicture(slot: number, fields: Partial<Operation> = {}): Operation {
  const output = { files: [{ url: `https://cdn.test/${slot}.jpg`, expiresAt: null }] };
  return picture(slot, { state: "succeeded", output, endedAt: noon, ...fields });
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

export function findingsWith(outcomes: Record<string, Outcome>, fields: Partial<Findings> = {}): Findings {
  return {
    begun: [],
    outcomes: new Map(Object.entries(outcomes)),
    saved: [],
    troubles: [],
    asked: true,
    checksSaved: 0,
    ...fields,
  };
}
