import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Tone } from "./tones";

/** What everybody who draws a part of the film is told. */
export interface Stage {
  pen: SKRSContext2D;
  /** Pixels. */
  width: number;
  height: number;
  seconds: number;
  tone: Tone;
  /** Random numbers of this film; only for setting the stage, never within a frame. */
  random: () => number;
}

/** Draws one part of the frame at so many seconds. */
export type Part = (at: number) => void;
