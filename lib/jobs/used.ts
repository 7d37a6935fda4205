import type { UnitPrice } from "./offer";

/** What providers count in, and what else the record knows of their work. */
export const usedUnits = [
  "token",
  "second",
  "1,000 characters",
  "megapixel",
  "picture",
  "training",
  "image",
] as const;
export type UsedUnit = (typeof usedUnits)[number];

/** How much of a unit, and for how many pieces of work that is known. */
export interface Amount {
  sum: number;
  of: number;
}

/** Ended work of one month, kind, provider and model. */
export interface UsedWork {
  /** In UTC, when it ended: "2026-11". */
  month: string;
  kind: string;
  provider: string;
  model: string | null;
  /** Whether it was paid for; `false` where it may have been, and nobody says. */
  isPaid: boolean;
  /** How many pieces of work. */
  works: number;
  amounts: Readonly<Record<UsedUnit, Amount>>;
}

export interface Money {
  /** As ISO 4217 has it: "USD". */
  currency: string;
  amount: number;
}

/** What some work cost. */
export interface Cost {
  /** As far as it is known, one sum a currency: two currencies are never added. */
  known: readonly Money[];
  /** Of how many pieces of work it is not. */
  unknownOf: number;
}

/** One line of what was used, with what it cost. */
export interface UsedLine extends UsedWork {
  /** For people: "fal". */
  providerLabel: string;
  price: UnitPrice | null;
  cost: Cost;
}

/** What was used in a month, or by a job. */
export interface UsedView {
  lines: readonly UsedLine[];
  cost: Cost;
}

/** What all of somebody's jobs used in one month. */
export interface UsedMonth extends UsedView {
  /** In UTC: "2026-11". */
  month: string;
}

/**
 * What work cost, by its model's price; none is known of work that has no price, of which nobody knows how much it was, or
 * whether it was paid for.
 */
export function costOf({ isPaid, works, amounts }: UsedWork, price: UnitPrice | null): Cost {
  const amount = price && isPaid ? amounts[price.per] : { sum: 0, of: 0 };
  const unknownOf = Math.max(0, works - amount.of);
  if (!price || amount.of === 0) return { known: [], unknownOf };
  return { known: [{ currency: "USD", amount: rounded(amount.sum * price.usd) }], unknownOf };
}

/** Costs together. */
export function sumOf(costs: readonly Cost[]): Cost {
  const known = new Map<string, number>();
  for (const { currency, amount } of costs.flatMap((cost) => cost.known))
    known.set(currency, (known.get(currency) ?? 0) + amount);
  return {
    known: [...known]
      .map(([currency, amount]) => ({ currency, amount: rounded(amount) }))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    unknownOf: costs.reduce((total, { unknownOf }) => total + unknownOf, 0),
  };
}

/** To a millionth: prices have no finer parts, and sums of binary fractions do. */
function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}
