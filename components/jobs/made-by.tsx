import {
  goodFor,
  modelName,
  offersWords,
  priceSource,
  priceWords,
  usualWords,
} from "@/components/copy/models";
import { Disclosure } from "@/components/ui/disclosure";
import { capitalised, count } from "@/components/ui/figures";
import type { Offer } from "@/lib/jobs/offer";
import { madeBy, modelsOf } from "./offers";

interface Props {
  offers: readonly Offer[];
  /** Whether it takes all of them together. */
  areAllNeeded: boolean;
}

/** Who makes it where there is no choice, what is known of time and price, and behind it the models. */
export function MadeBy({ offers, areAllNeeded }: Props) {
  const maker = madeBy(offers, areAllNeeded);
  if (maker === null) return null;
  const facts = offersWords(offers);
  return (
    <div className="grid gap-1.5 text-sm leading-relaxed wrap-anywhere">
      <p>{maker}</p>
      {facts !== "" && <p className="text-soft">{facts}</p>}
      <Models offers={offers} hasPrices={facts === ""} />
    </div>
  );
}

/** Each model once, with its id and what it is good for; and where prices come from. */
function Models({ offers, hasPrices }: Pick<Props, "offers"> & { hasPrices: boolean }) {
  const models = modelsOf(offers);
  const source = priceSource(offers.flatMap(({ prices }) => prices));
  if (models.length === 0 && source === "") return null;
  const about =
    models.length === 0 ? "the price" : models.length === 1 ? "the model" : count(models.length, "model");
  return (
    <Disclosure title={hasPrices ? "Models and prices" : `About ${about}`}>
      <ul className="grid gap-3 text-soft empty:hidden">
        {models.map((id) => (
          <li key={id} className="grid gap-0.5">
            <span className="font-medium text-ink">{modelName(id)}</span>
            {modelName(id) !== id && <code className="font-mono text-[0.8125rem]">{id}</code>}
            {goodFor(id) && <span>{goodFor(id)}</span>}
          </li>
        ))}
        {hasPrices &&
          offers.map(({ model, providerLabel, prices }) => (
            <li key={`${providerLabel} ${model}`}>
              {model === null ? providerLabel : modelName(model)}: {priceWords(prices)}.
            </li>
          ))}
        {source !== "" && <li>{source}</li>}
      </ul>
    </Disclosure>
  );
}

/** "Lifelike motion. Usually 30 to 40 s · $0.10 a second", and where that price comes from. */
export function OfferFacts({ offer, hasPrice }: { offer: Offer; hasPrice: boolean }) {
  const { model, prices } = offer;
  const good = model === null ? null : goodFor(model);
  const usual = usualWords(offer);
  return (
    <>
      {good && `${good} `}
      {usual}
      {usual && hasPrice && " · "}
      {hasPrice && (
        <span title={priceSource(prices) || undefined}>
          {usual ? priceWords(prices) : capitalised(priceWords(prices))}
        </span>
      )}
    </>
  );
}
