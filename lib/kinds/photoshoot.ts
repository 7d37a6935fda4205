import { z } from "zod";
import type { Engine } from "@/lib/jobs/engine";
import type { Job } from "@/lib/jobs/job";
import type { KeptWork } from "@/lib/jobs/offer";
import { savingStage, type KindProfile, type StepProfile } from "@/lib/jobs/kind-profile";
import { operationAt } from "@/lib/jobs/slots";
import type { Kind } from "./kind";
import { photoshootPrompts } from "./photoshoot-prompts";
import { text, uploadPath } from "./text";

const minutes = 60_000;
const astria: Engine = { provider: "astria", model: null };

const fields = {
  title: text(80, "Give the photoshoot a title."),
  subject: z.enum(["woman", "man", "boy", "girl", "cat", "dog"]),
  images: z
    .array(uploadPath)
    .min(4, "A photoshoot needs at least 4 pictures.")
    .max(20, "A photoshoot takes at most 20 pictures.")
    .refine((images) => new Set(images).size === images.length, "A picture is named twice.")
    .optional(),
  /** The photoshoot whose model makes the pictures, in the place of one of its own. */
  model: z.uuid("A model is named by the photoshoot that trained it.").optional(),
  style: text(200, "A style has at least one character.").optional(),
};

const oneSource = {
  check: (input: { images?: unknown; model?: unknown }) =>
    (input.images === undefined) !== (input.model === undefined),
  refusal: {
    path: ["images"],
    message: "Give pictures to train a model on, or the model of an earlier photoshoot.",
  },
};

/** As a user sends it. */
const GivenInput = z.strictObject(fields).refine(oneSource.check, oneSource.refusal);

/** In the record: with the model's name at the provider, which no user can say. */
const PhotoshootInput = z
  .strictObject({ ...fields, tune: z.string().optional() })
  .refine(oneSource.check, oneSource.refusal);
type PhotoshootInput = z.infer<typeof PhotoshootInput>;

const training: StepProfile = {
  name: "training",
  label: "Training your model",
  doneLabel: "Trained your model",
  partial: false,
  intervalMs: 30_000,
  // Before any history or forecast: the order of magnitude of Astria's Flux trainings.
  usual: { p50Ms: 6 * minutes, p90Ms: 15 * minutes },
  progressAtEnd: 60,
};

const generating: StepProfile = {
  name: "generating",
  label: "Generating pictures",
  doneLabel: "Generated pictures",
  partial: true,
  makes: "pictures",
  intervalMs: 10_000,
  usual: { p50Ms: 40_000, p90Ms: 90_000 },
  progressAtEnd: 97,
};

const profile: KindProfile = {
  kind: "photoshoot",
  label: "Photoshoot",
  steps: [training, generating],
  saving: savingStage("Saving originals", "Saved originals", { p50Ms: 2_000, p90Ms: 10_000 }),
  deadlineMs: 60 * minutes,
  graceMs: 60 * minutes,
  automaticRetries: 1,
  mostRunning: 4,
};

const withoutTraining: KindProfile = { ...profile, steps: [generating] };

/**
 * Astria deletes a model 30 days after it was trained (its documentation, "Tunes": `expires_at`). We may have seen its end later, and a
 * job needs it until its own: so it counts for a day less.
 */
const keptForMs = 29 * 24 * 60 * minutes;

/**
 * A photoshoot: trains a model on 4 to 20 pictures of one subject, or takes one that is trained, then makes eight new pictures
 * with it.
 */
export const photoshoot: Kind<PhotoshootInput> = {
  profile,
  profileOf: (input) => (input.model === undefined ? profile : withoutTraining),
  input: PhotoshootInput,
  given: GivenInput,
  reuse: {
    jobOf: (input) => input.model ?? null,
    step: "training",
    profile: withoutTraining,
    takeOver,
    offerOf,
  },
  uploads: (input) => input.images ?? [],
  shown: ({ tune: _ours, ...asked }) => asked,
  title: (input) => input.title,
  prompt: (input) => input.title,
  engines: ({ model }) => ({ ...(model === undefined && { training: astria }), generating: astria }),
  offers: () => [{ ...astria, seconds: [], sizes: [] }],
  opening: ({ images }) => (images ? `Uploaded ${images.length} pictures` : "Chose a trained model"),
  slots: ({ model }, step) =>
    step === "generating" ? photoshootPrompts.length : model === undefined ? 1 : 0,
  request({ job, input, step, slot }) {
    if (step === "training") {
      return { provider: "astria", files: input.images ?? [], body: { type: "tune", name: input.subject } };
    }
    const tuneRef = input.tune ?? operationAt(job, "training", 0)?.providerRef;
    const prompt = photoshootPrompts[slot];
    if (!tuneRef || !prompt) throw new Error(`photoshoot ${job.id} has no tune or no prompt ${slot}`);
    const words = prompt(tuneRef.replace("tune:", ""), input.subject, input.style);
    return {
      provider: "astria",
      body: { type: "prompt", tuneRef, text: words, seed: firstSeed(job, input) + slot, aspectRatio: "3:4" },
    };
  },
  frames: "generating",
  ratio: () => 3 / 4,
  resultName: (number) => `picture-${String(number).padStart(2, "0")}`,
};

/**
 * Jobs that share a model have other seeds each, so that they get other pictures, and none is taken for another's; eight of them, as there are
 * eight slots.
 */
function firstSeed({ id }: Job, { model }: PhotoshootInput): number {
  return model === undefined ? 1_000 : 10_000 + 8 * Number.parseInt(id.slice(0, 6), 16);
}

/** The model that a photoshoot has trained and its provider still has: how the provider names it, and since when; else why not. */
function modelOf(earlier: Job, now: Date): { tune: string; trainedAt: Date } | string {
  const trained = earlier.kind === "photoshoot" ? operationAt(earlier, "training", 0) : undefined;
  if (trained?.state !== "succeeded" || !trained.providerRef || !trained.endedAt)
    return "That photoshoot has not trained a model. Choose another, or train a new one.";
  if (now.getTime() - trained.endedAt.getTime() >= keptForMs)
    return "That model was deleted 30 days after it was trained. Train a new one.";
  return { tune: trained.providerRef, trainedAt: trained.endedAt };
}

/** What the form offers of an earlier photoshoot. */
function offerOf(earlier: Job, now: Date): KeptWork | null {
  const model = modelOf(earlier, now);
  if (typeof model === "string") return null;
  const { data: input } = PhotoshootInput.safeParse(earlier.input);
  if (!input) return null;
  return { jobId: earlier.id, title: input.title, about: input.subject, at: model.trainedAt.toISOString() };
}

function takeOver(input: PhotoshootInput, earlier: Job, now: Date): PhotoshootInput | string {
  const model = modelOf(earlier, now);
  if (typeof model === "string") return model;
  const { subject } = earlier.input;
  if (subject !== input.subject)
    return `That model was trained on a ${String(subject)}. Choose another, or train a new one.`;
  return { ...input, tune: model.tune };
}
