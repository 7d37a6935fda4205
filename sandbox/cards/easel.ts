import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Style } from "./styles";

/** Everything a part of the card is drawn with. */
export interface Easel {
  pen: SKRSContext2D;
  width: number;
  height: number;
  /** A thousandth of the shorter side. */
  unit: number;
  style: Style;
  random: () => number;
}
