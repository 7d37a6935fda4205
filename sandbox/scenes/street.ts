import { alpha, mix } from "../pictures/color";
import { softly } from "./soft";
import type { View } from "./view";

/** A street before the houses: wet stones that shine, and lamps along it. */
export function drawStreet(view: View): void {
  const { pen, width, height, unit, tone, random } = view;
  const top = height * 0.84;
  const paint = pen.createLinearGradient(0, top, 0, height);
  paint.addColorStop(0, mix(tone.near, tone.far, 0.5));
  paint.addColorStop(1, tone.near);
  pen.fillStyle = paint;
  pen.fillRect(0, top, width, height - top);
  pen.fillStyle = alpha(tone.light, 0.1);
  for (let n = 0; n < 60; n += 1) {
    const deep = random();
    pen.fillRect(
      random() * width,
      top + deep * (height - top),
      unit * (20 + 60 * deep),
      unit * (1 + 3 * deep),
    );
  }
  const isLit = view.hour !== "day";
  const lamps = [0.16, 0.5, 0.86].map((share) => width * (share + 0.06 * (random() - 0.5)));
  for (const x of lamps) post(view, x, top);
  if (isLit)
    softly(view, 10, (soft) => {
      for (const x of lamps) {
        const y = top - unit * 236;
        const glow = soft.createRadialGradient(x, y, 0, x, y, unit * 150);
        glow.addColorStop(0, alpha("#ffe2a0", 0.85));
        glow.addColorStop(0.2, alpha("#ffcf80", 0.32));
        glow.addColorStop(1, alpha("#ffb860", 0));
        soft.fillStyle = glow;
        soft.fillRect(x - unit * 150, y - unit * 150, unit * 300, unit * 300);
        soft.fillStyle = alpha("#ffcf80", 0.16);
        soft.fillRect(x - unit * 10, top, unit * 20, height - top);
      }
    });
}

function post({ pen, unit, tone }: View, x: number, foot: number): void {
  pen.fillStyle = mix(tone.near, "#000000", 0.35);
  pen.fillRect(x - unit * 4, foot - unit * 220, unit * 8, unit * 224);
  pen.beginPath();
  pen.moveTo(x - unit * 16, foot - unit * 252);
  pen.lineTo(x + unit * 16, foot - unit * 252);
  pen.lineTo(x + unit * 10, foot - unit * 218);
  pen.lineTo(x - unit * 10, foot - unit * 218);
  pen.fill();
}
