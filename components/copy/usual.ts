import { span } from "@/components/ui/figures";
import type { Offer } from "@/lib/jobs/offer";

/** "1 to 2 min": how long a job usually takes with the first of these that can be had; `null` where that is not known. */
export function usualWords(offers: readonly Pick<Offer, "refusal" | "usual">[]): string | null {
  const usual = offers.find(({ refusal }) => refusal === null)?.usual ?? null;
  return usual && span(usual.lowMs, usual.highMs);
}
