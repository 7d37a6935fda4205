import { priceUnits, tokenUnits, type UnitPrice } from "./offer";

/** What providers count in, and what else the record knows of their work. */
export const usedUnits = [...priceUnits, "token", "image"] as const;
export type UsedUnit = (typeof usedUnits)[number];

/** Ended work of one month, kind, provider and model, of which the same units are known. */
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
  /** How much of each unit; `null` where it takes none, or nobody knows. */
  amounts: Readonly<Record<UsedUnit, number | null>>;
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
  prices: readonly UnitPrice[];
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
 * What work cost, by its model's prices; that is not known of work that has no price, of which nobody knows how much it was
 * (of what is paid by tokens, how many went in and came out), or whether it was paid for.
 */
export function costOf({ isPaid, works, amounts }: UsedWork, prices: readonly UnitPrice[]): Cost {
  const parts = prices.flatMap(({ usd, per }) => {
    const amount = amounts[per];
    return amount === null ? [] : [usd * amount];
  });
  const isUncounted = prices.some(({ per }) => isOfTokens(per) && amounts[per] === null);
  if (!isPaid || parts.length === 0 || isUncounted) return { known: [], unknownOf: works };
  const amount = parts.reduce((total, part) => total + part, 0);
  return { known: [{ currency: "USD", amount: rounded(amount) }], unknownOf: 0 };
}

function isOfTokens(unit: UsedUnit): boolean {
  return tokenUnits.some((each) => each === unit);
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
