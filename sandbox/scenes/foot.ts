import { mix } from "../pictures/color";
import type { View } from "./view";

/** Where something stands: on a rock in the water, else on the ground. */
export function footOf(view: View, x: number, isWet: boolean): number {
  const { pen, horizon, height, unit, tone } = view;
  if (!isWet) return horizon + (height - horizon) * 0.2;
  const foot = horizon + unit * 24;
  pen.fillStyle = mix(tone.near, tone.far, 0.25);
  pen.beginPath();
  pen.moveTo(x - unit * 330, foot + unit * 34);
  pen.bezierCurveTo(x - unit * 200, foot - unit * 20, x - unit * 130, foot - unit * 70, x, foot - unit * 66);
  pen.bezierCurveTo(x + unit * 150, foot - unit * 62, x + unit * 180, foot, x + unit * 300, foot + unit * 34);
  pen.fill();
  return foot - unit * 58;
}
