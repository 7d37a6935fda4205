import { modelName } from "@/components/copy/models";
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

/** What is done to a thing by whoever makes it. */
export type Made = "Made" | "Answered" | "Tagged";

/**
 * "Made by fal with Veo 3.1 Fast."; `null` where there is a choice, or nothing to be had. Where `areAllNeeded`, they
 * make it together, and each has its price.
 */
export function madeBy(offers: readonly Offer[], areAllNeeded = false, verb: Made = "Made"): string | null {
  if (offers.length === 0 || offers.some(({ refusal }) => refusal !== null)) return null;
  if (offers.length > 1 && !areAllNeeded) return null;
  const labels = [...new Set(offers.map(({ providerLabel }) => providerLabel))];
  const makers = labels.map((label) => {
    const own = offers.filter(({ providerLabel }) => providerLabel === label);
    const models = [...new Set(modelsOf(own).map(modelName))];
    return `by ${label}${models.length === 0 ? "" : ` with ${list.format(models)}`}`;
  });
  return `${verb} ${makers.join(", and ")}.${makers.length > 1 ? " Each charges for its part." : ""}`;
}

/** Every model of these offers once, each of those that work together by itself. */
export function modelsOf(offers: readonly Offer[]): string[] {
  return [...new Set(offers.flatMap(({ model }) => model?.split(" + ") ?? []))];
}

const list = new Intl.ListFormat("en");

/** The offer to a job that goes on with what an earlier one has made: no training is waited for, or paid. */
export function offerAgain(offer: Offer): Offer {
  return {
    ...offer,
    usual: offer.usualAgain,
    prices: offer.prices.filter(({ per }) => per !== "training"),
  };
}

/** What the form's choice of a model is called; empty where a provider has no models to choose from. */
export function modelOf(offer: Offer): string {
  return offer.model ?? "";
}
