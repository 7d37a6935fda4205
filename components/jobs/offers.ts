import type { Offer } from "@/lib/jobs/offer";

/** Why nothing of this kind can be started, in sentences, each once; `null` where something can. */
export function whyRefused(offers: readonly Offer[]): string | null {
  if (offers.length === 0) return "No provider of this kind of work is configured here.";
  const refusals = offers.flatMap(({ refusal }) => refusal ?? []);
  return refusals.length < offers.length ? null : [...new Set(refusals)].join(" ");
}

/** The offer of the chosen model; where that one cannot be had, the first that can. */
export function chosenOffer(offers: readonly Offer[], model: string): Offer | undefined {
  const open = offers.filter(({ refusal }) => refusal === null);
  return open.find((offer) => modelOf(offer) === model) ?? open[0] ?? offers[0];
}

/** "Made by fal with fal-ai/veo3.1/fast."; `null` where there is a choice, or nothing to be had. */
export function madeBy(offers: readonly Offer[]): string | null {
  const [offer] = offers;
  if (!offer || offers.length > 1 || offer.refusal !== null) return null;
  return `Made by ${offer.providerLabel}${offer.model === null ? "" : ` with ${offer.model}`}.`;
}

/** What the form's choice of a model is called; empty where a provider has no models to choose from. */
export function modelOf(offer: Offer): string {
  return offer.model ?? "";
}
