/** What nobody who uses this Darkroom can mend: its keys, its addresses, its accounts, and whom it works with. */
const operators: ReadonlySet<string> = new Set([
  "misconfigured",
  "not_authorized",
  "payment_required",
  "result_unsafe",
  "no_renderer",
]);

/** Whose turn it is, where it is not the reader's; `null` where it is. */
export function mendSentence(code: string): string | null {
  return operators.has(code) ? "Whoever runs this Darkroom has to mend this first." : null;
}
