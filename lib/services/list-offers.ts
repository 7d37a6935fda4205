import type { Offer } from "@/lib/jobs/offer";
import { kindNamed } from "@/lib/kinds/registry";
import { usualOf } from "@/lib/kinds/usual-of";
import { pricesOf } from "@/lib/providers/prices";
import { providerNamed } from "@/lib/providers/registry";
import { history } from "./history";

/** What can be chosen for a new job of this kind, and why what cannot be is not. None for a kind nobody knows. */
export async function listOffers(name: string): Promise<Offer[]> {
  const kind = kindNamed(name);
  if (!kind) return [];
  const now = new Date();
  const known = await history();
  return Promise.all(
    kind.offers().map(async (offer) => {
      const provider = providerNamed(offer.provider);
      return {
        ...offer,
        providerLabel: provider?.label ?? offer.provider,
        refusal: (await provider?.refusal?.(offer.model, now)) ?? null,
        usual: usualOf(kind.profile, offer, known),
        usualAgain: kind.reuse ? usualOf(kind.reuse.profile, offer, known) : null,
        prices: pricesOf(offer, provider),
      };
    }),
  );
}
