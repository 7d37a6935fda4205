import { generator } from "@/sandbox/core/random";

/** Chance that is the same on every run: it follows from the parts alone. */
export interface Dice {
  /** True in this share of throws. */
  chance(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  shuffled<T>(list: readonly T[]): T[];
}

export function diceOf(...parts: ReadonlyArray<string | number>): Dice {
  const next = generator(...parts);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    chance: (share) => next() < share,
    between,
    pick(choices) {
      const chosen = choices[between(0, choices.length - 1)];
      if (chosen === undefined) throw new Error("there is nothing to pick from");
      return chosen;
    },
    shuffled: (list) =>
      list
        .map((item) => ({ item, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
}
