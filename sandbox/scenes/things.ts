import { alpha, mix } from "../pictures/color";
import { footOf } from "./foot";
import { softly } from "./soft";
import type { View } from "./view";

/** A boat with two sails, on the water. */
export function boat(view: View, x: number): void {
  const { pen, unit, tone, horizon, height, lamp } = view;
  const y = horizon + (height - horizon) * 0.3;
  const s = unit * 1.25;
  pen.fillStyle = alpha(tone.near, 0.28);
  pen.beginPath();
  pen.ellipse(x, y + s * 24, s * 120, s * 15, 0, 0, Math.PI * 2);
  pen.fill();
  const side = lamp.x < x ? -1 : 1;
  const cloth = (lit: boolean) => mix("#f3e6d0", lit ? tone.light : tone.near, lit ? 0.3 : 0.38);
  pen.fillStyle = mix(tone.near, "#3a2418", 0.5);
  pen.fillRect(x - s * 4, y - s * 190, s * 7, s * 190);
  for (const way of [-1, 1]) {
    pen.fillStyle = cloth(way === side);
    pen.beginPath();
    pen.moveTo(x + way * s * 6, y - s * (way === 1 ? 180 : 150));
    pen.quadraticCurveTo(x + way * s * 76, y - s * 92, x + way * s * (way === 1 ? 92 : 66), y - s * 16);
    pen.lineTo(x + way * s * 6, y - s * 16);
    pen.fill();
  }
  pen.fillStyle = mix("#7a3a26", tone.near, 0.42);
  pen.beginPath();
  pen.moveTo(x - s * 112, y - s * 8);
  pen.quadraticCurveTo(x - s * 74, y + s * 26, x - s * 40, y + s * 28);
  pen.lineTo(x + s * 60, y + s * 28);
  pen.quadraticCurveTo(x + s * 106, y + s * 14, x + s * 128, y - s * 14);
  pen.quadraticCurveTo(x, y + s * 6, x - s * 112, y - s * 8);
  pen.fill();
}

/** A fire that lights what is near. */
export function campfire(view: View, x: number, isWet: boolean): void {
  const { pen, unit } = view;
  const foot = footOf(view, x, isWet) + unit * 60;
  softly(view, 20, (soft) => {
    const glow = soft.createRadialGradient(x, foot - unit * 30, 0, x, foot - unit * 30, unit * 320);
    glow.addColorStop(0, alpha("#ffb14f", 0.75));
    glow.addColorStop(1, alpha("#ff7a2a", 0));
    soft.fillStyle = glow;
    soft.fillRect(x - unit * 330, foot - unit * 360, unit * 660, unit * 660);
  });
  pen.fillStyle = "#3a2216";
  for (const lean of [-0.25, 0.25]) {
    pen.save();
    pen.translate(x, foot);
    pen.rotate(lean);
    pen.fillRect(-unit * 52, -unit * 8, unit * 104, unit * 15);
    pen.restore();
  }
  for (const [size, color] of [
    [1, "#f2742a"],
    [0.66, "#ffab3d"],
    [0.36, "#fff0b0"],
  ] as const) {
    pen.fillStyle = color;
    pen.beginPath();
    pen.moveTo(x - unit * 34 * size, foot - unit * 4);
    pen.bezierCurveTo(
      x - unit * 46 * size,
      foot - unit * 60 * size,
      x - unit * 6,
      foot - unit * 66 * size,
      x + unit * 4 * size,
      foot - unit * 112 * size,
    );
    pen.bezierCurveTo(
      x + unit * 16 * size,
      foot - unit * 60 * size,
      x + unit * 50 * size,
      foot - unit * 54 * size,
      x + unit * 34 * size,
      foot - unit * 4,
    );
    pen.fill();
  }
}

/** A striped balloon in the sky. */
export function balloon(view: View, x: number): void {
  const { pen, unit, tone, horizon } = view;
  const [y, r] = [horizon * 0.42, unit * 92];
  const stripes = ["#c9513b", "#efb85a", "#e9dcc4", "#4f7f8a"];
  pen.save();
  pen.beginPath();
  pen.moveTo(x - r * 0.26, y + r * 1.3);
  pen.bezierCurveTo(x - r * 1.5, y + r * 0.1, x - r * 0.9, y - r, x, y - r);
  pen.bezierCurveTo(x + r * 0.9, y - r, x + r * 1.5, y + r * 0.1, x + r * 0.26, y + r * 1.3);
  pen.clip();
  for (let n = 0; n < 8; n += 1) {
    pen.fillStyle = mix(stripes[n % stripes.length] ?? "#c9513b", tone.near, 0.12 + 0.05 * Math.abs(n - 3));
    pen.fillRect(x - r * 1.2 + n * r * 0.3, y - r, r * 0.31, r * 2.4);
  }
  pen.restore();
  pen.strokeStyle = alpha(tone.near, 0.7);
  pen.lineWidth = unit * 1.6;
  pen.beginPath();
  for (const dx of [-0.2, 0.2]) {
    pen.moveTo(x + dx * r, y + r * 1.3);
    pen.lineTo(x + dx * r * 0.8, y + r * 1.62);
  }
  pen.stroke();
  pen.fillStyle = mix("#6a4024", tone.near, 0.3);
  pen.fillRect(x - r * 0.19, y + r * 1.6, r * 0.38, r * 0.26);
}

/** A tree that stands alone. */
export function tree(view: View, x: number, isWet: boolean): void {
  const { pen, unit, tone, random, hour } = view;
  const foot = footOf(view, x, isWet) + unit * 20;
  pen.fillStyle = mix("#4a2f20", tone.near, 0.4);
  pen.beginPath();
  pen.moveTo(x - unit * 30, foot);
  pen.quadraticCurveTo(x - unit * 12, foot - unit * 80, x - unit * 16, foot - unit * 210);
  pen.lineTo(x + unit * 14, foot - unit * 210);
  pen.quadraticCurveTo(x + unit * 12, foot - unit * 80, x + unit * 32, foot);
  pen.fill();
  const leaf = mix(mix("#5d8a45", tone.far, 0.35), tone.near, hour === "night" ? 0.55 : 0.22);
  for (let n = 0; n < 34; n += 1) {
    const [angle, far] = [random() * Math.PI * 2, Math.sqrt(random())];
    const [px, py] = [
      x + Math.cos(angle) * far * unit * 150,
      foot - unit * 270 + Math.sin(angle) * far * unit * 105,
    ];
    const towards = (view.lamp.x < x ? -1 : 1) * Math.cos(angle) - Math.sin(angle);
    pen.fillStyle = alpha(mix(leaf, towards > 0 ? tone.light : tone.near, 0.2 * Math.abs(towards)), 0.9);
    pen.beginPath();
    pen.arc(px, py, unit * (32 + 18 * random()), 0, Math.PI * 2);
    pen.fill();
  }
}
