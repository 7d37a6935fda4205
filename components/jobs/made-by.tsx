import { goodFor, priceSource, priceWords, usualWords } from "@/components/copy/models";
import { capitalised } from "@/components/ui/figures";
import type { Offer } from "@/lib/jobs/offer";
import { madeBy } from "./offers";

/** Who makes it where there is no choice, the ids of the models beneath, and what is known of time and price. */
export function MadeBy({ offers, areAllNeeded }: { offers: readonly Offer[]; areAllNeeded: boolean }) {
  const maker = madeBy(offers, areAllNeeded);
  if (maker === null) return null;
  const models = [...new Map(offers.map((offer) => [offer.model, offer])).values()];
  return (
    <div className="grid gap-1 text-sm text-soft wrap-anywhere">
      <p>{maker}</p>
      {models.map((offer) => (
        <p key={offer.model}>
          {offer.model !== null && <code className="mr-2 font-mono text-[0.8125rem]">{offer.model}</code>}
          <OfferFacts offer={offer} />
        </p>
      ))}
    </div>
  );
}

/** "Lifelike motion. Usually 30 to 40 s · $0.10 a second", and where that price comes from. */
export function OfferFacts({ offer }: { offer: Offer }) {
  const { model, prices } = offer;
  const good = model === null ? null : goodFor(model);
  const usual = usualWords(offer);
  return (
    <>
      {good && `${good} `}
      {usual && `${usual} · `}
      <span title={priceSource(prices) || undefined}>
        {usual ? priceWords(prices) : capitalised(priceWords(prices))}
      </span>
    </>
  );
}
