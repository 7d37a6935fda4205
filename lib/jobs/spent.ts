import type { JobView } from "./job-view";

/** Whether money was spent on what failed, as far as anybody knows: as one sentence. */
export function spentSentence(
  charged: boolean | null,
  { attempt, adoptable }: Pick<JobView, "attempt" | "adoptable">,
): string {
  if (charged === false && adoptable !== null) return "What failed was not charged; the rest may have been.";
  if (charged === true && adoptable === "part" && attempt === 1) return "What was made was charged.";
  if (attempt === 1) {
    if (charged === null) return "It may have been charged.";
    return charged ? "It was charged." : "Nothing was charged.";
  }
  // The record of an attempt says nothing about those before it.
  const earlier = attempt === 2 ? "the first one" : "earlier ones";
  if (charged === null) return `This attempt may have been charged, and so may ${earlier}.`;
  return charged
    ? `This attempt was charged, and ${earlier} may have been.`
    : `This attempt was not charged; ${earlier} may have been.`;
}
