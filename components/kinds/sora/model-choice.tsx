import { differences, idBesideName, modelName } from "@/components/copy/models";
import { OfferFacts } from "@/components/jobs/about-models";
import { modelOf } from "@/components/jobs/offers";
import { ChoiceCards } from "@/components/ui/choice-cards";
import type { Offer } from "@/lib/jobs/offer";

interface Props {
  offers: readonly Offer[];
  chosen: Offer | undefined;
  onChange: (model: string) => void;
}

/** Which model makes it. One that cannot be had is shown with the reason; a single one needs no choice. */
export function ModelChoice({ offers, chosen, onChange }: Props) {
  if (!chosen || offers.length < 2) return null;
  const differ = differences(offers.filter(({ refusal }) => refusal === null));
  return (
    <div className="grid gap-2">
      <h2 className="text-sm font-medium">Model</h2>
      <ChoiceCards
        label="Model"
        value={chosen.refusal === null ? modelOf(chosen) : ""}
        onChange={onChange}
        choices={offers.map((offer) => ({
          value: modelOf(offer),
          label: offer.model === null ? offer.providerLabel : modelName(offer.model),
          id: offer.model === null ? "" : idBesideName(offer.model),
          line: offer.refusal ?? <OfferFacts offer={offer} differ={differ} />,
          refused: offer.refusal !== null,
        }))}
      />
    </div>
  );
}
