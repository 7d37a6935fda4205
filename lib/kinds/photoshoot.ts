import { z } from "zod";
import type { Engine } from "@/lib/jobs/engine";
import { savingStage } from "@/lib/jobs/kind-profile";
import { operationAt } from "@/lib/jobs/slots";
import type { Kind } from "./kind";
import { photoshootPrompts } from "./photoshoot-prompts";
import { text, uploadPath } from "./text";

const minutes = 60_000;
const astria: Engine = { provider: "astria", model: null };

const PhotoshootInput = z.strictObject({
  title: text(80, "Give the photoshoot a title."),
  subject: z.enum(["woman", "man", "boy", "girl", "cat", "dog"]),
  images: z
    .array(uploadPath)
    .min(4, "A photoshoot needs at least 4 pictures.")
    .max(20, "A photoshoot takes at most 20 pictures.")
    .refine((images) => new Set(images).size === images.length, "A picture is named twice."),
  style: text(200, "A style has at least one character.").optional(),
});

/** A photoshoot: trains a model on 4 to 20 pictures of one subject, then makes eight new ones with it. */
export const photoshoot: Kind<z.infer<typeof PhotoshootInput>> = {
  profile: {
    kind: "photoshoot",
    label: "Photoshoot",
    steps: [
      {
        name: "training",
        label: "Training your model",
        doneLabel: "Trained your model",
        partial: false,
        intervalMs: 30_000,
        // Before any history or forecast: the order of magnitude of Astria's Flux trainings.
        usual: { p50Ms: 6 * minutes, p90Ms: 15 * minutes },
        progressAtEnd: 60,
      },
      {
        name: "generating",
        label: "Generating pictures",
        doneLabel: "Generated pictures",
        partial: true,
        makes: "pictures",
        intervalMs: 10_000,
        usual: { p50Ms: 40_000, p90Ms: 90_000 },
        progressAtEnd: 97,
      },
    ],
    saving: savingStage("Saving originals", "Saved originals", { p50Ms: 2_000, p90Ms: 10_000 }),
    deadlineMs: 60 * minutes,
    graceMs: 60 * minutes,
    automaticRetries: 1,
    mostRunning: 4,
  },
  input: PhotoshootInput,
  uploads: (input) => input.images,
  title: (input) => input.title,
  prompt: (input) => input.title,
  engines: () => ({ training: astria, generating: astria }),
  offers: () => [{ ...astria, seconds: [], sizes: [] }],
  opening: (input) => `Uploaded ${input.images.length} pictures`,
  slots: (_input, step) => (step === "training" ? 1 : photoshootPrompts.length),
  request({ job, input, step, slot }) {
    if (step === "training") {
      return { provider: "astria", files: input.images, body: { type: "tune", name: input.subject } };
    }
    const tuneRef = operationAt(job, "training", 0)?.providerRef;
    const prompt = photoshootPrompts[slot];
    if (!tuneRef || !prompt) throw new Error(`photoshoot ${job.id} has no tune or no prompt ${slot}`);
    const words = prompt(tuneRef.replace("tune:", ""), input.subject, input.style);
    return {
      provider: "astria",
      body: { type: "prompt", tuneRef, text: words, seed: 1_000 + slot, aspectRatio: "3:4" },
    };
  },
  frames: "generating",
  resultName: (number) => `picture-${String(number).padStart(2, "0")}`,
};
