import { z } from "zod";
import { optional, variables } from "@/lib/env";
import type { Engine } from "@/lib/jobs/engine";
import { priceUnits, tokenUnits, type UnitPrice } from "@/lib/jobs/offer";
import { isFalItself } from "./fal/host";
import { isOpenAiItself } from "./openai-shared/host";
import type { ProviderConfig } from "./provider";

const Price = z.strictObject({
  usd: z.number().positive(),
  per: z.enum(priceUnits),
  asOf: z.iso.date(),
  source: z.string().min(1),
});

/** One price, or one for each unit that the model's work is paid by. */
const ModelPrices = z
  .union([Price.transform((price) => [price]), z.array(Price).min(1)])
  .refine((prices) => new Set(prices.map(({ per }) => per)).size === prices.length, "A unit has two prices.");

/** By provider, and by model as the record has it: `*` for work that has none. */
const Prices = z.record(z.string(), z.record(z.string(), ModelPrices));
type Prices = z.infer<typeof Prices>;

/** As JSON: what an operator has read, and pays. It goes before what is published. */
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
  ).transform((prices): Prices => prices ?? {}),
});

const fal = (usd: number, per: UnitPrice["per"]): readonly UnitPrice[] => [
  { usd, per, asOf: "2026-11-25", source: "fal.ai, page of the model" },
];

/**
 * What providers publish, as far as it was read, and whether an address is their own: who is asked anywhere else is paid to
 * somebody else. A model that is not here has no price that we know.
 */
const published: Readonly<
  Record<
    string,
    { isItself: (baseUrl: string) => boolean; models: Readonly<Record<string, readonly UnitPrice[]>> }
  >
> = {
  fal: {
    isItself: isFalItself,
    models: {
      "fal-ai/flux-2/flash": fal(0.005, "megapixel"),
      "fal-ai/minimax/speech-2.8-hd": fal(0.1, "1,000 characters"),
      "fal-ai/minimax/speech-2.8-turbo": fal(0.06, "1,000 characters"),
      "fal-ai/minimax/speech-02-turbo": fal(0.06, "1,000 characters"),
      "fal-ai/minimax/preview/speech-2.5-hd": fal(0.1, "1,000 characters"),
      "fal-ai/elevenlabs/tts/eleven-v3": fal(0.1, "1,000 characters"),
      "fal-ai/kokoro/american-english": fal(0.02, "1,000 characters"),
      "fal-ai/orpheus-tts": fal(0.05, "1,000 characters"),
    },
  },
};

/** What the units of a model's work cost at this provider, where `port` asks it; none where nobody told us. Never throws. */
export function pricesOf(
  { provider, model }: Engine,
  port: Pick<ProviderConfig, "baseUrl"> | undefined,
): readonly UnitPrice[] {
  const own = ownPrices();
  const named = model ?? "*";
  const baseUrl = orNull(() => port?.baseUrl() ?? null);
  const told = own[provider]?.[named];
  if (told || baseUrl === null) return told ?? [];
  if (provider === "openai-batches") return halved(own["openai"]?.[named] ?? [], baseUrl);
  const theirs = published[provider];
  return theirs?.isItself(baseUrl) ? (theirs.models[named] ?? []) : [];
}

/** OpenAI's batches cost half of what one call at a time does (help.openai.com, article 9197833); nobody else's has to. */
function halved(prices: readonly UnitPrice[], baseUrl: string): readonly UnitPrice[] {
  if (!isOpenAiItself(baseUrl)) return [];
  const ofTokens = prices.filter(({ per }) => tokenUnits.some((unit) => unit === per));
  return ofTokens.map((price) => ({
    ...price,
    usd: price.usd / 2,
    source: `${price.source}, half of it in a batch`,
  }));
}

function ownPrices(): Prices {
  return orNull(() => priceVariables().MODEL_PRICES) ?? {};
}

/** `null` where variables make no sense, as is said at start-up. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
