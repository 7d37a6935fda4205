import type { Stage } from "../films/stage";
import type { Light } from "./light";

/** A picture being drawn, for everybody who draws a part of it. */
export interface View extends Stage, Light {
  /** A thousandth of the shorter side, in pixels. */
  unit: number;
  /** From the top, in pixels. */
  horizon: number;
  /** Where the sun or the moon stands. */
  lamp: { x: number; y: number };
  /** What is to be seen, in words. */
  words: string;
}

/** Whether the words of the picture have one of these in them. */
export function says({ words }: Pick<View, "words">, pattern: RegExp): boolean {
  return pattern.test(words);
}
