/** Which shares of the jobs our history tells the times of, in order; refresh_usual_times has the same. */
export const quantileShares = [0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.85, 0.9, 0.98] as const;

export type QuantileShare = (typeof quantileShares)[number];

/** By when each of `quantileShares` of the jobs were done with a step, in milliseconds after its stage began. */
export type Quantiles = readonly number[];

/** By when this share of the jobs were done, in milliseconds. Throws for quantiles that are not those of `quantileShares`. */
export function quantileAt(quantiles: Quantiles, share: QuantileShare): number {
  const ms = quantiles[quantileShares.indexOf(share)];
  if (ms === undefined) throw new Error(`no quantile of ${share}`);
  return ms;
}

/** Of several that go on side by side: the end of all of them is that of the slowest. `null` where one is not known. */
export function slowestOf(all: ReadonlyArray<Quantiles | undefined>): Quantiles | null {
  const known = all.filter((each) => each !== undefined);
  if (known.length === 0 || known.length < all.length) return null;
  return quantileShares.map((_, n) => Math.max(...known.map((each) => each[n] ?? 0)));
}
