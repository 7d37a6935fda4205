import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { View } from "./view";

/** Soft things are drawn on a small sheet, blurred there, and enlarged: that is quick, and nobody sees the difference. */
const SHARE = 0.2;

/** Draws what has no edges. The pen draws in the picture's own pixels; `blur` is in thousandths of its shorter side. */
export function softly(
  { pen, width, height, unit }: View,
  blur: number,
  draw: (soft: SKRSContext2D) => void,
): void {
  const sheet = createCanvas(Math.ceil(width * SHARE), Math.ceil(height * SHARE));
  const soft = sheet.getContext("2d");
  soft.scale(SHARE, SHARE);
  soft.filter = `blur(${Math.max(0.5, blur * unit * SHARE)}px)`;
  draw(soft);
  pen.save();
  pen.imageSmoothingQuality = "medium";
  pen.drawImage(sheet, 0, 0, sheet.width / SHARE, sheet.height / SHARE);
  pen.restore();
}
