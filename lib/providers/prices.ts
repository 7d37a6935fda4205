import { z } from "zod";
import { optional, variables } from "@/lib/env";
import { priceUnits, type UnitPrice } from "@/lib/jobs/offer";

const Price = z.strictObject({
  usd: z.number().positive(),
  per: z.enum(priceUnits),
  asOf: z.iso.date(),
  source: z.string().min(1),
});
const Prices = z.record(z.string(), Price);

/** As JSON, by model: what an operator has read, and pays. It goes before what is published. */
export const priceVariables = variables({
  MODEL_PRICES: optional(
    z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.addIssue({ code: "custom", message: "it is not JSON" });
          return z.NEVER;
        }
      })
      .pipe(Prices),
  ).transform((prices): z.infer<typeof Prices> => prices ?? {}),
});

const fal = (usd: number, per: UnitPrice["per"]): UnitPrice => ({
  usd,
  per,
  asOf: "2026-11-25",
  source: "fal.ai, page of the model",
});
const sora = (usd: number): UnitPrice => ({
  usd,
  per: "second",
  asOf: "2026-11-21",
  source: "OpenAI's SDK 7.57, resources/videos",
});

/** What providers publish, as far as it was read. A model that is not here has no price that we know. */
const published: Readonly<Record<string, UnitPrice>> = {
  "sora-2": sora(0.1),
  "sora-2-pro": sora(0.3),
  "fal-ai/flux-2/flash": fal(0.005, "megapixel"),
  "fal-ai/minimax/speech-2.8-hd": fal(0.1, "1,000 characters"),
  "fal-ai/minimax/speech-2.8-turbo": fal(0.06, "1,000 characters"),
  "fal-ai/minimax/speech-02-turbo": fal(0.06, "1,000 characters"),
  "fal-ai/minimax/preview/speech-2.5-hd": fal(0.1, "1,000 characters"),
  "fal-ai/elevenlabs/tts/eleven-v3": fal(0.1, "1,000 characters"),
  "fal-ai/kokoro/american-english": fal(0.02, "1,000 characters"),
  "fal-ai/orpheus-tts": fal(0.05, "1,000 characters"),
};

/** What a unit of a model's work costs; `null` where nobody told us. */
export function priceOf(model: string | null): UnitPrice | null {
  if (model === null) return null;
  return ownPrices()[model] ?? published[model] ?? null;
}

/** None where the variable makes no sense, as is said at start-up. */
function ownPrices(): z.infer<typeof Prices> {
  try {
    return priceVariables().MODEL_PRICES;
  } catch {
    return {};
  }
}
