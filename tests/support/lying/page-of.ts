import type { Dice } from "./dice";
import { oddRows } from "./bend";

/** A page of a list as a liar gives it: other rows between ours, another order, fewer than were asked for. */
export function bendPage(dice: Dice, rows: readonly unknown[]): unknown[] {
  const some = dice.chance(0.15) ? dice.shuffled(rows) : rows;
  return dice.chance(0.15) ? dice.shuffled([...some, ...oddRows(dice)]) : [...some];
}

/** How many rows a page has: as many as were asked for, or as few as somebody likes. */
export function bendSize(dice: Dice, asked: number): number {
  return dice.chance(0.1) ? Math.min(asked, dice.pick([20, 50])) : asked;
}
