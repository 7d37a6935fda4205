import { alpha, mix } from "../pictures/color";
import { footOf } from "./foot";
import { softly } from "./soft";
import type { View } from "./view";

/** A small house with smoke over it, and light in its windows unless it is day. */
export function cottage(view: View, x: number, isWet: boolean): void {
  const { pen, unit, tone, hour } = view;
  const foot = footOf(view, x, isWet);
  const s = unit * 1.15;
  const wall = mix(mix("#e2cfb2", tone.light, 0.2), tone.near, hour === "day" ? 0.12 : 0.4);
  pen.fillStyle = wall;
  pen.fillRect(x - s * 80, foot - s * 96, s * 160, s * 100);
  pen.fillStyle = mix("#5a2f24", tone.near, 0.25);
  pen.fillRect(x + s * 34, foot - s * 196, s * 26, s * 60);
  pen.fillStyle = mix("#96452f", tone.near, 0.32);
  pen.beginPath();
  pen.moveTo(x - s * 102, foot - s * 92);
  pen.lineTo(x - s * 44, foot - s * 176);
  pen.lineTo(x + s * 44, foot - s * 176);
  pen.lineTo(x + s * 102, foot - s * 92);
  pen.fill();
  const isLit = hour !== "day";
  pen.fillStyle = isLit ? "#ffdc91" : mix("#46606a", tone.light, 0.25);
  for (const dx of [-54, 26]) pen.fillRect(x + dx * s, foot - s * 70, s * 28, s * 34);
  pen.fillStyle = mix("#4a2c1c", tone.near, 0.3);
  pen.fillRect(x - s * 13, foot - s * 62, s * 26, s * 66);
  softly(view, 10, (soft) => {
    soft.fillStyle = alpha(mix(tone.sky[2], tone.light, 0.3), 0.42);
    for (let n = 0; n < 6; n += 1) {
      soft.beginPath();
      soft.arc(x + s * (47 + n * n * 3.4), foot - s * (206 + n * 34), s * (9 + n * 5), 0, Math.PI * 2);
      soft.fill();
    }
    if (!isLit) return;
    soft.fillStyle = alpha("#ffca70", 0.4);
    for (const dx of [-40, 40]) {
      soft.beginPath();
      soft.arc(x + dx * s, foot - s * 54, s * 46, 0, Math.PI * 2);
      soft.fill();
    }
  });
}

/** A few cottages, the far ones smaller. */
export function drawVillage(view: View): void {
  const { width, unit, height, random } = view;
  for (const [n, share] of [0.12, 0.34, 0.86, 0.66, 0.24].entries()) {
    const size = 0.5 + 0.12 * n;
    const ground = { horizon: view.horizon + height * 0.02 * n, unit: unit * size };
    cottage({ ...view, ...ground }, width * (share + 0.06 * (random() - 0.5)), false);
  }
}
