import { z } from "zod";
import { savingStage } from "@/lib/jobs/kind-profile";
import { responseModels } from "@/lib/providers/openai/models";
import { headline, nameOfFile } from "./headline";
import type { Kind } from "./kind";
import { text, uploadPath } from "./text";

const minutes = 60_000;

const ProductCardInput = z.strictObject({
  image: uploadPath,
  style: text(200, "Choose a style."),
  prompt: text(2_000, "A wish has at least one character.").optional(),
  /** What the photograph was called where it was chosen: the card is named after it. */
  imageName: text(255, "A name has at least one character.").optional(),
});
type ProductCardInput = z.infer<typeof ProductCardInput>;

/** A picture for a shop, made of a photograph of the product and a style. */
export const productCard: Kind<ProductCardInput> = {
  profile: {
    kind: "product_card",
    label: "Product card",
    steps: [
      {
        name: "designing",
        label: "Designing your card",
        doneLabel: "Designed your card",
        partial: false,
        makes: "pictures",
        intervalMs: 5_000,
        // Before any history: the order of magnitude of one picture with a photograph to keep to.
        usual: { p50Ms: 45_000, p90Ms: 120_000 },
        progressAtEnd: 97,
      },
    ],
    saving: savingStage("Saving the card", "Saved the card", { p50Ms: 2_000, p90Ms: 10_000 }),
    deadlineMs: 10 * minutes,
    graceMs: 10 * minutes,
    automaticRetries: 2,
    mostRunning: 4,
  },
  input: ProductCardInput,
  uploads: (input) => [input.image],
  title,
  prompt,
  engines: () => ({ designing: { provider: "openai", model: responseModels().card } }),
  offers: () => [{ provider: "openai", model: responseModels().card, seconds: [], sizes: [] }],
  opening: () => "Uploaded a photograph",
  slots: () => 1,
  request: ({ input: { image, style, prompt }, engine }) => ({
    provider: "openai",
    files: [image],
    body: { type: "card", model: engine.model ?? responseModels().card, style, ...(prompt && { prompt }) },
  }),
  frames: "designing",
  ratio: () => 2 / 3,
  resultName: () => "card",
};

function prompt(input: ProductCardInput): string {
  return `Product card: ${input.style}${input.prompt ? `. ${input.prompt}` : ""}`;
}

/** After what was wished for, or else what its photograph was called; what a camera counts is no name. */
function title({ prompt, imageName, style }: ProductCardInput): string {
  return headline(prompt ?? (imageName && nameOfFile(imageName)) ?? `Product card: ${style}`);
}
