import type { Offer } from "@/lib/jobs/offer";
import { madeBy } from "./offers";

/** Who will do the work, where there is nothing to choose. */
export function MadeBy({ offers }: { offers: readonly Offer[] }) {
  const line = madeBy(offers);
  return line && <p className="text-sm text-soft wrap-anywhere">{line}</p>;
}
