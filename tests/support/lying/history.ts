import { diceOf, type Dice } from "./dice";

/** What becomes of a create call. */
export type CreateFate =
  | "answered"
  /** The work is there, and nobody is told. */
  | "lost"
  /** There is no work, and that is said: later it may be. */
  | "later"
  /** There is no work, and nobody says whether there is. */
  | "unheard"
  /** There is no work, and never will be. */
  | "refused";

/** One job's way through its provider, and how much of it the provider says as it is. */
export interface History {
  seed: number;
  isHonest: boolean;
  /** How much of what is said is bent: 0 to 1. */
  lies: number;
  /** How many answers are none: 5xx, 429, pages, broken connections. */
  weather: number;
  /** Whether it may be said, against the truth, that its work has failed. */
  isDamning: boolean;
  /** Every answer about it, in order. */
  script: string[];
  answers: number;
  creates: number;
}

export function historyOf(provider: string, seed: number, isHonest: boolean): History {
  const dice = diceOf(provider, seed, "history");
  const counted = { script: [], answers: 0, creates: 0 };
  if (isHonest) return { seed, isHonest, lies: 0, weather: 0, isDamning: false, ...counted };
  return {
    seed,
    isHonest,
    lies: dice.pick([0.3, 0.6, 0.9, 1]),
    weather: dice.pick([0, 0, 0.05, 0.15, 0.3]),
    isDamning: dice.chance(0.1),
    ...counted,
  };
}

/** Each answer about a history has dice of its own: one history alone goes as it went among the others. */
export function nextDice(history: History, place: string): Dice {
  return diceOf(history.seed, place, history.answers++);
}

/** What becomes of its next create call. The fourth and later ones are answered. */
export function nextCreateFate(history: History): CreateFate {
  const n = history.creates++;
  if (history.isHonest || n > 2) return "answered";
  const fates = { lost: 0.1, later: 0.1, unheard: 0.05, refused: 0.02 } as const;
  const dice = diceOf(history.seed, "create", n);
  for (const fate of ["lost", "later", "unheard", "refused"] as const)
    if (dice.chance(fates[fate])) return fate;
  return "answered";
}
