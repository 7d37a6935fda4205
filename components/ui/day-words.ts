import type { Days } from "@/hooks/days";

const inWords = (day: string) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(day));

/** "From 3 Mar 2026", "Any day" */
export function wordsOf({ from, to }: Days): string {
  if (from && to) return from === to ? inWords(from) : `${inWords(from)} to ${inWords(to)}`;
  if (from) return `From ${inWords(from)}`;
  return to ? `Until ${inWords(to)}` : "Any day";
}
