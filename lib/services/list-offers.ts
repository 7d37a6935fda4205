import type { Offer } from "@/lib/jobs/offer";
import { kindNamed } from "@/lib/kinds/registry";
import { providerNamed } from "@/lib/providers/registry";

/** What can be chosen for a new job of this kind, and why what cannot be is not. None for a kind nobody knows. */
export async function listOffers(kind: string): Promise<Offer[]> {
  const now = new Date();
  const offers = kindNamed(kind)?.offers() ?? [];
  return Promise.all(
    offers.map(async (offer) => {
      const provider = providerNamed(offer.provider);
      const refusal = (await provider?.refusal?.(offer.model, now)) ?? null;
      return { ...offer, providerLabel: provider?.label ?? offer.provider, refusal };
    }),
  );
}
