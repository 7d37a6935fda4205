import type { Word } from "./words";

/** A word, and how wide it is, and the space behind it where there is one. Pixels. */
export interface MeasuredWord extends Word {
  width: number;
  space: number;
}

/** Words in one line or two, and how much a reader stumbles over the break. */
export interface SetLines {
  lines: readonly string[];
  cost: number;
}

const breakCosts = { sentence: -1, clause: -0.3, nothing: 0 };

/**
 * Words in one line, or in two that are about as wide, and broken where a part of the sentence ends if that can be.
 * `null` where they need more; a word alone needs one, however wide it is: it is drawn smaller.
 */
export function setInLines(words: readonly MeasuredWord[], lineWidth: number): SetLines | null {
  const whole = widthOf(words);
  if (whole <= lineWidth || words.length === 1) return { lines: [written(words)], cost: 0 };
  if (whole > 2 * lineWidth) return null;
  let best: { at: number; cost: number } | undefined;
  let upper = 0;
  for (const [n, word] of words.slice(0, -1).entries()) {
    upper += word.width;
    const lower = whole - upper - word.space;
    const cost = Math.abs(upper - lower) / lineWidth + (upper > lower ? 0.1 : 0) + breakCosts[word.ends];
    if (upper <= lineWidth && lower <= lineWidth && cost < (best?.cost ?? Infinity))
      best = { at: n + 1, cost };
    upper += word.space;
  }
  return (
    (best && { lines: [written(words.slice(0, best.at)), written(words.slice(best.at))], cost: best.cost }) ??
    null
  );
}

const widthOf = (words: readonly MeasuredWord[]): number =>
  words.reduce((sum, { width, space }) => sum + width + space, 0) - (words.at(-1)?.space ?? 0);

const written = (words: readonly Word[]): string =>
  words
    .map(({ text, hasSpace }) => (hasSpace ? `${text} ` : text))
    .join("")
    .trim();
