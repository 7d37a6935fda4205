import { alpha, lighten, mix } from "../pictures/color";
import type { Easel } from "./easel";

/** Paper with light falling on it, an arch for the product to stand in, and a table edge. */
export function drawBackdrop({ pen, width, height, unit, style, random }: Easel): void {
  const paper = pen.createLinearGradient(0, 0, width * 0.3, height);
  paper.addColorStop(0, style.paper[0]);
  paper.addColorStop(1, style.paper[1]);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, width, height);

  const side = random() < 0.5 ? 0.2 : 0.8;
  const light = pen.createRadialGradient(
    width * side,
    0,
    0,
    width * side,
    0,
    Math.hypot(width, height) * 0.75,
  );
  light.addColorStop(0, alpha(lighten(style.paper[0], 0.4), 0.6));
  light.addColorStop(1, alpha(style.paper[1], 0));
  pen.fillStyle = light;
  pen.fillRect(0, 0, width, height);

  const { x, wide, top, bottom } = archOf({ width, height, unit });
  const arch = pen.createLinearGradient(0, top, 0, bottom);
  arch.addColorStop(0, mix(style.paper[1], style.accent, 0.34));
  arch.addColorStop(1, mix(style.paper[1], style.accent, 0.12));
  pen.fillStyle = arch;
  pen.beginPath();
  pen.moveTo(x, bottom);
  pen.lineTo(x, top + wide / 2);
  pen.arc(x + wide / 2, top + wide / 2, wide / 2, Math.PI, 0);
  pen.lineTo(x + wide, bottom);
  pen.fill();
}

/** Where the arch stands, in pixels. */
export function archOf({ width, height, unit }: Pick<Easel, "width" | "height" | "unit">) {
  const bottom = height - 290 * unit;
  const top = 70 * unit;
  const wide = Math.min(width - 220 * unit, (bottom - top) * 1.1);
  return { x: (width - wide) / 2, wide, top, bottom };
}
