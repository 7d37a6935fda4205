import { alpha, darken, lighten, mix } from "../pictures/color";
import { drawSky } from "./sky";
import { softly } from "./soft";
import { says, type View } from "./view";

/** A room in the light of its window: wall and floor, a table with a lamp, shelves or a fire where the words have them. */
export function drawRoom(view: View): void {
  const { pen, width, height, unit, tone, horizon, random } = view;
  const isDark = view.hour === "night" || view.hour === "dusk";
  const wall = mix(mix(tone.far, "#c08550", 0.62), tone.near, isDark ? 0.28 : 0.04);
  const paint = pen.createLinearGradient(0, 0, width, height);
  paint.addColorStop(0, lighten(wall, 0.16));
  paint.addColorStop(1, darken(wall, 0.35));
  pen.fillStyle = paint;
  pen.fillRect(0, 0, width, height);
  const side = random() < 0.5 ? -1 : 1;
  const [across, tall] = [Math.min(width * 0.26, unit * 330), Math.min(horizon * 0.6, unit * 440)];
  const at = {
    x: width / 2 + side * width * 0.24 - across / 2,
    y: Math.max(horizon * 0.16, horizon - unit * 640),
    across,
    tall,
  };
  pen.fillStyle = darken(wall, 0.2);
  pen.fillRect(0, horizon - unit * 16, width, unit * 16);
  drawFloor(view, wall);
  if (says(view, /\b(book|library|shelf|shelves|study|school)/i))
    drawShelves(view, width / 2 - side * width * 0.27);
  drawWindow(view, at);
  const tableX = width / 2 - side * width * 0.2;
  drawTable(view, tableX);
  if (isDark) drawLampLight(view, tableX, horizon - unit * 128);
  else drawSunOnFloor(view, at, side);
}

function drawFloor({ pen, width, height, horizon, unit, tone }: View, wall: string): void {
  const boards = mix(darken(wall, 0.3), "#6b3f22", 0.45);
  const paint = pen.createLinearGradient(0, horizon, 0, height);
  paint.addColorStop(0, mix(boards, tone.near, 0.35));
  paint.addColorStop(1, boards);
  pen.fillStyle = paint;
  pen.fillRect(0, horizon, width, height - horizon);
  pen.strokeStyle = alpha(tone.near, 0.3);
  pen.lineWidth = unit * 2;
  for (let n = -9; n <= 9; n += 1) {
    pen.beginPath();
    pen.moveTo(width / 2 + n * width * 0.055, horizon);
    pen.lineTo(width / 2 + n * width * 0.16, height);
    pen.stroke();
  }
}

interface Opening {
  x: number;
  y: number;
  across: number;
  tall: number;
}

function drawWindow(view: View, { x, y, across, tall }: Opening): void {
  const { pen, unit, tone } = view;
  pen.fillStyle = mix(tone.light, "#8f6a48", 0.6);
  pen.fillRect(x - unit * 14, y - unit * 14, across + unit * 28, tall + unit * 28);
  pen.save();
  pen.beginPath();
  pen.rect(x, y, across, tall);
  pen.clip();
  const lamp = { x: x + across * 0.62, y: y + tall * 0.3 };
  drawSky({ ...view, lamp, horizon: y + tall });
  pen.fillStyle = alpha(mix(tone.far, tone.near, 0.4), 0.9);
  pen.beginPath();
  pen.moveTo(x, y + tall);
  for (let n = 0; n <= 20; n += 1)
    pen.lineTo(x + (n / 20) * across, y + tall * (0.84 + 0.05 * Math.sin(n * 0.7 + x)));
  pen.lineTo(x + across, y + tall);
  pen.fill();
  pen.restore();
  pen.fillStyle = mix(tone.light, "#7a5638", 0.7);
  pen.fillRect(x + across / 2 - unit * 5, y, unit * 10, tall);
  pen.fillRect(x, y + tall * 0.45, across, unit * 10);
  pen.fillRect(x - unit * 26, y + tall + unit * 8, across + unit * 52, unit * 16);
  for (const [from, to] of [
    [x - unit * 52, x + across * 0.1],
    [x + across + unit * 52, x + across * 0.9],
  ] as const) {
    const cloth = pen.createLinearGradient(from, 0, to, 0);
    cloth.addColorStop(0, mix(tone.sky[1], tone.near, 0.25));
    cloth.addColorStop(1, mix(tone.sky[1], tone.light, 0.2));
    pen.fillStyle = cloth;
    pen.beginPath();
    pen.moveTo(from, y - unit * 30);
    pen.lineTo(to, y - unit * 30);
    pen.quadraticCurveTo(to, y + tall * 0.5, (from + to) / 2, y + tall + unit * 60);
    pen.lineTo(from, y + tall + unit * 60);
    pen.fill();
  }
}

function drawTable({ pen, unit, tone, horizon }: View, x: number): void {
  const wood = mix("#5a3520", tone.near, 0.3);
  pen.fillStyle = wood;
  pen.fillRect(x - unit * 190, horizon - unit * 34, unit * 380, unit * 22);
  for (const leg of [-160, 140]) pen.fillRect(x + leg * unit, horizon - unit * 14, unit * 20, unit * 150);
  pen.fillStyle = lighten(wood, 0.18);
  pen.fillRect(x - unit * 190, horizon - unit * 38, unit * 380, unit * 6);
  pen.fillStyle = mix("#d8c7ae", tone.near, 0.2);
  pen.fillRect(x + unit * 62, horizon - unit * 52, unit * 84, unit * 14);
  pen.fillStyle = mix(tone.sky[1], "#a23b2a", 0.5);
  pen.fillRect(x + unit * 70, horizon - unit * 66, unit * 70, unit * 14);
  pen.fillStyle = mix(tone.near, "#3a2a20", 0.6);
  pen.fillRect(x - unit * 66, horizon - unit * 44, unit * 52, unit * 8);
  pen.fillRect(x - unit * 44, horizon - unit * 116, unit * 8, unit * 76);
  pen.fillStyle = mix("#e9b765", tone.light, 0.35);
  pen.beginPath();
  pen.moveTo(x - unit * 82, horizon - unit * 104);
  pen.lineTo(x - unit * 62, horizon - unit * 160);
  pen.lineTo(x - unit * 18, horizon - unit * 160);
  pen.lineTo(x + unit * 2, horizon - unit * 104);
  pen.fill();
}

function drawShelves({ pen, unit, tone, horizon, random }: View, x: number): void {
  const colors = ["#7a3b2a", "#37586a", "#8a7440", "#4a6a4a", "#6a4a6a", "#a8643a"];
  const [left, across] = [x - unit * 170, unit * 340];
  pen.fillStyle = mix("#4a2c1a", tone.near, 0.35);
  pen.fillRect(left - unit * 14, horizon - unit * 560, across + unit * 28, unit * 546);
  for (let shelf = 0; shelf < 4; shelf += 1) {
    const foot = horizon - unit * (440 - 134 * shelf) + unit * 6;
    pen.fillStyle = mix("#24150d", tone.near, 0.5);
    pen.fillRect(left, foot - unit * 112, across, unit * 112);
    for (let at = left; at < left + across - unit * 20;) {
      const thick = unit * (12 + 20 * random());
      const tall = unit * (66 + 40 * random());
      pen.fillStyle = mix(colors[Math.floor(random() * colors.length)] ?? "#7a3b2a", tone.near, 0.2);
      pen.fillRect(at, foot - tall, thick - unit * 2, tall);
      at += thick + (random() < 0.08 ? unit * 24 : 0);
    }
  }
}

function drawLampLight(view: View, x: number, y: number): void {
  const { unit } = view;
  softly(view, 20, (soft) => {
    const glow = soft.createRadialGradient(x - unit * 40, y, 0, x - unit * 40, y, unit * 620);
    glow.addColorStop(0, alpha("#ffd88f", 0.66));
    glow.addColorStop(0.25, alpha("#ffb95a", 0.26));
    glow.addColorStop(1, alpha("#ff9a3a", 0));
    soft.fillStyle = glow;
    soft.fillRect(x - unit * 700, y - unit * 700, unit * 1_400, unit * 1_400);
  });
}

function drawSunOnFloor(view: View, { x, across, tall }: Opening, side: number): void {
  const { tone, horizon, unit, height } = view;
  softly(view, 7, (soft) => {
    soft.fillStyle = alpha(tone.light, 0.3);
    for (const pane of [0, 1]) {
      const from = x + pane * across * 0.55 - side * unit * 60;
      soft.beginPath();
      soft.moveTo(from, horizon + unit * 30);
      soft.lineTo(from + across * 0.42, horizon + unit * 30);
      soft.lineTo(from + across * 0.42 - side * unit * 160, Math.min(height, horizon + tall * 0.6));
      soft.lineTo(from - side * unit * 160 - across * 0.06, Math.min(height, horizon + tall * 0.6));
      soft.fill();
    }
  });
}
