import type { Dice } from "./dice";
import { strangeText } from "./words";

/** Fields that nobody needs, each in this share of cases left out, or of another type. */
export function bendFields(
  dice: Dice,
  body: Readonly<Record<string, unknown>>,
  share: number,
  names: readonly string[],
): Record<string, unknown> {
  const bent: Record<string, unknown> = { ...body };
  for (const name of names) {
    if (!dice.chance(share)) continue;
    const value = bendValue(dice, body[name]);
    if (value === undefined) delete bent[name];
    else bent[name] = value;
  }
  return inAnyOrder(dice, bent);
}

function bendValue(dice: Dice, value: unknown): unknown {
  return dice.pick<() => unknown>([
    () => undefined,
    () => null,
    () => (typeof value === "number" ? String(value) : Number(value)),
    () => (typeof value === "object" ? "text" : { value }),
    () => [value],
    () => dice.pick([-1, 0, 1e20, true, false, ""]),
    () => strangeText(dice),
  ])();
}

/** A moment as somebody may write it. */
export function bendTime(dice: Dice, ms: number): unknown {
  const iso = new Date(ms).toISOString();
  const seconds = Math.floor(ms / 1_000);
  const utc = iso.replace("T", " ").replace(/\.\d+Z$/, " UTC");
  return dice.pick([iso, iso.replace("Z", "+00:00"), seconds, String(seconds), ms, utc]);
}

/** How far something is (0 to 100), as somebody may write it. */
export function bendProgress(dice: Dice, percent: number): unknown {
  return dice.pick<unknown>([
    percent / 100,
    `${percent}%`,
    String(percent),
    null,
    -3,
    1e9,
    "soon",
    { percent },
  ]);
}

function inAnyOrder(dice: Dice, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(dice.shuffled(Object.entries(body)));
}

/** What stands in lists between what one looks for. */
export function oddRows(dice: Dice): unknown[] {
  return Array.from({ length: dice.between(1, 3) }, () =>
    dice.pick<unknown>([null, 7, "row", [], {}, { id: null }]),
  );
}
