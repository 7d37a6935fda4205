import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Palette } from "./palettes";

export type Pen = SKRSContext2D;

/** What everybody who draws a part of the picture is told. Figures are drawn in a box of 768 by 1024 units. */
export interface Shot {
  pen: Pen;
  palette: Palette;
  /** -1: the light falls from the left, 1: from the right. */
  side: -1 | 1;
  /** Random numbers of this shot, and of its sitter. */
  random: () => number;
  sitter: () => number;
}

/** The middle of the box. */
export const CX = 384;

export function pickFrom<T>(choices: readonly [T, ...T[]], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

/** Draws something soft: `radius` is the blur in units. */
export function softly(pen: Pen, radius: number, draw: () => void): void {
  pen.save();
  pen.filter = `blur(${radius}px)`;
  draw();
  pen.restore();
}
