import { alpha, darken, lighten, mix } from "../pictures/color";
import { footOf } from "./foot";
import { softly } from "./soft";
import { says, type View } from "./view";

/** A white tower with red bands; its lamp burns unless it is day. */
export function lighthouse(view: View, x: number, isWet: boolean): void {
  const { pen, unit, tone, hour } = view;
  const foot = footOf(view, x, isWet);
  const tall = unit * 400;
  const top = foot - tall;
  const isLit = hour !== "day" && !says(view, /\b(goes|went|gone|go) out\b/i);
  if (isLit) beam(view, x, top - unit * 22);
  const lit = view.lamp.x < x ? 0 : 1;
  const wall = pen.createLinearGradient(x - unit * 52, 0, x + unit * 52, 0);
  const [bright, dark] = [mix("#f4ead9", tone.light, 0.25), mix("#b9a58f", tone.near, 0.45)];
  wall.addColorStop(lit, bright);
  wall.addColorStop(1 - lit, dark);
  pen.fillStyle = wall;
  pen.beginPath();
  pen.moveTo(x - unit * 50, foot + unit * 10);
  pen.lineTo(x - unit * 31, top);
  pen.lineTo(x + unit * 31, top);
  pen.lineTo(x + unit * 50, foot + unit * 10);
  pen.fill();
  pen.fillStyle = alpha(mix("#b5382c", tone.near, 0.2), 0.92);
  for (const share of [0.12, 0.5]) {
    const [y0, y1] = [top + tall * share, top + tall * (share + 0.19)];
    const half = (y: number) => unit * (31 + (19 * (y - top)) / tall);
    pen.beginPath();
    pen.moveTo(x - half(y0), y0);
    pen.lineTo(x + half(y0), y0);
    pen.lineTo(x + half(y1), y1);
    pen.lineTo(x - half(y1), y1);
    pen.fill();
  }
  pen.fillStyle = mix("#2a2624", tone.near, 0.5);
  pen.fillRect(x - unit * 42, top - unit * 5, unit * 84, unit * 10);
  pen.fillRect(x - unit * 26, top - unit * 46, unit * 52, unit * 42);
  pen.fillStyle = isLit ? "#ffe9ac" : mix("#9fb6bd", tone.light, 0.4);
  pen.fillRect(x - unit * 20, top - unit * 42, unit * 40, unit * 36);
  pen.fillStyle = mix("#8e2c23", tone.near, 0.25);
  pen.beginPath();
  pen.moveTo(x - unit * 34, top - unit * 44);
  pen.quadraticCurveTo(x, top - unit * 92, x + unit * 34, top - unit * 44);
  pen.fill();
  pen.fillStyle = alpha(isLit ? "#ffdf9a" : tone.near, 0.8);
  for (const share of [0.4, 0.82]) pen.fillRect(x - unit * 6, top + tall * share, unit * 12, unit * 20);
}

function beam(view: View, x: number, y: number): void {
  const { width, unit } = view;
  const side = x > width / 2 ? -1 : 1;
  softly(view, 6, (soft) => {
    for (const [way, strength, long] of [
      [side, 0.62, width],
      [-side, 0.3, width * 0.5],
    ] as const) {
      const light = soft.createLinearGradient(x, y, x + way * long, y);
      light.addColorStop(0, alpha("#fff0c0", strength));
      light.addColorStop(1, alpha("#fff0c0", 0));
      soft.fillStyle = light;
      soft.beginPath();
      soft.moveTo(x, y - unit * 8);
      soft.lineTo(x + way * long, y - unit * 120);
      soft.lineTo(x + way * long, y + unit * 30);
      soft.lineTo(x, y + unit * 8);
      soft.fill();
    }
    const glow = soft.createRadialGradient(x, y, 0, x, y, unit * 130);
    glow.addColorStop(0, alpha("#fff3cf", 0.95));
    glow.addColorStop(1, alpha("#ffd98a", 0));
    soft.fillStyle = glow;
    soft.fillRect(x - unit * 130, y - unit * 130, unit * 260, unit * 260);
  });
}

/** Four towers and a wall. */
export function castle(view: View, x: number, isWet: boolean): void {
  const { pen, unit, tone, hour } = view;
  const foot = footOf(view, x, isWet) + unit * 8;
  const stone = mix(mix("#8d8794", tone.far, 0.4), tone.near, 0.3);
  const towers = [
    [-128, 60, 200],
    [-54, 74, 300],
    [46, 58, 240],
    [118, 50, 170],
  ] as const;
  pen.fillStyle = darken(stone, 0.2);
  pen.fillRect(x - unit * 140, foot - unit * 120, unit * 290, unit * 124);
  for (const [dx, wide, tall] of towers) {
    const left = x + dx * unit - (wide * unit) / 2;
    const side = pen.createLinearGradient(left, 0, left + wide * unit, 0);
    const lit = view.lamp.x < x ? 0 : 1;
    side.addColorStop(lit, lighten(mix(stone, tone.light, 0.25), 0.05));
    side.addColorStop(1 - lit, darken(stone, 0.25));
    pen.fillStyle = side;
    pen.fillRect(left, foot - tall * unit, wide * unit, tall * unit + unit * 4);
    pen.fillStyle = mix("#7c3140", tone.near, 0.3);
    pen.beginPath();
    pen.moveTo(left - unit * 9, foot - tall * unit);
    pen.lineTo(left + (wide * unit) / 2, foot - (tall + wide * 1.5) * unit);
    pen.lineTo(left + (wide + 9) * unit, foot - tall * unit);
    pen.fill();
    pen.fillStyle = alpha(hour === "day" ? tone.near : "#ffd98a", 0.85);
    pen.fillRect(left + (wide / 2 - 5) * unit, foot - tall * unit + unit * 26, unit * 10, unit * 20);
  }
}
