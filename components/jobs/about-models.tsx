import { goodFor, modelName, priceSource, priceWords, usualWords } from "@/components/copy/models";
import { capitalised } from "@/components/ui/figures";
import type { Offer } from "@/lib/jobs/offer";
import { modelsOf } from "./offers";

/** Each model once, with its id and what it is good for; prices where each has its own; and where they come from. */
export function AboutModels({ offers }: { offers: readonly Offer[] }) {
  const models = modelsOf(offers);
  const prices = offers.flatMap((offer) => offer.prices);
  const source = priceSource(prices);
  const isEachPriced = offers.length > 1 && prices.length > 0;
  if (models.length === 0 && source === "") return null;
  const title = `About the ${models.length === 0 ? "price" : models.length === 1 ? "model" : "models"}`;
  return (
    <section aria-label={title} className="grid gap-3 text-soft wrap-anywhere">
      <h2 className="font-medium text-ink">{title}</h2>
      <ul className="grid gap-3">
        {models.map((id) => (
          <li key={id} className="grid gap-0.5">
            <span className="text-ink">{modelName(id)}</span>
            {modelName(id) !== id && <code className="font-mono text-[0.8125rem]">{id}</code>}
            {goodFor(id) && <span>{goodFor(id)}</span>}
          </li>
        ))}
        {isEachPriced &&
          offers.map(({ model, providerLabel, prices }) => (
            <li key={`${providerLabel} ${model}`}>
              {model === null ? providerLabel : modelName(model)}: {priceWords(prices)}.
            </li>
          ))}
        {source !== "" && <li>{source}</li>}
      </ul>
    </section>
  );
}

interface FactsProps {
  offer: Offer;
  /** What tells it from the others: the rest is said of the chosen one, once. */
  differ: { time: boolean; price: boolean };
}

/** "Lifelike motion. Usually 30 to 40 s · $0.10 a second", and where that price comes from. */
export function OfferFacts({ offer, differ }: FactsProps) {
  const { model, prices } = offer;
  const good = model === null ? null : goodFor(model);
  const usual = differ.time ? usualWords(offer) : null;
  return (
    <>
      {good && `${good} `}
      {usual}
      {usual && differ.price && " · "}
      {differ.price && (
        <span title={priceSource(prices) || undefined}>
          {usual ? priceWords(prices) : capitalised(priceWords(prices))}
        </span>
      )}
    </>
  );
}
