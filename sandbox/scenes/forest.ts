import { alpha, mix } from "../pictures/color";
import { softly } from "./soft";
import { says, type View } from "./view";

/** Rows of trees one behind the other, the far ones in haze, light falling between them, and ferns in front. */
export function drawForest(view: View): void {
  const { pen, width, height, tone } = view;
  const hasFirs = says(view, /\b(pine|fir|snow|winter|north|mountain)/i) || view.random() < 0.45;
  for (let row = 0; row < 4; row += 1) {
    const deep = row / 3;
    const color = mix(mix(tone.far, tone.sky[2], 0.6 * (1 - deep)), tone.near, 0.25 + 0.7 * deep);
    const ground = height * (0.64 + 0.12 * row);
    pen.fillStyle = mix(color, mix(tone.far, "#4f7a4a", 0.4), 0.25 * (1 - deep));
    pen.beginPath();
    pen.moveTo(0, height);
    for (let x = 0; x <= width + 8; x += width / 40)
      pen.lineTo(x, ground + Math.sin(x / (width * 0.13) + row * 2) * height * 0.012);
    pen.lineTo(width, height);
    pen.fill();
    if (hasFirs) firs(view, { ground, color, deep });
    else trunks(view, { ground, color, deep });
    if (row === 1) shafts(view);
  }
}

interface Row {
  ground: number;
  color: string;
  deep: number;
}

function firs({ pen, width, height, random }: View, { ground, color, deep }: Row): void {
  const tall = height * (0.26 + 0.34 * deep);
  pen.fillStyle = color;
  for (let x = -tall * 0.1; x < width + tall * 0.1; x += tall * (0.2 + 0.34 * random())) {
    // The middle of the nearest row stays open.
    if (deep === 1 && Math.abs(x - width / 2) < width * 0.27) continue;
    const own = tall * (0.7 + 0.5 * random());
    pen.fillRect(x - own * 0.012, ground - own * 0.3, own * 0.024, own * 0.34);
    for (let tier = 0; tier < 5; tier += 1) {
      const top = ground - own + tier * own * 0.16;
      const half = own * (0.06 + 0.038 * tier);
      pen.beginPath();
      pen.moveTo(x, top - own * 0.04);
      pen.quadraticCurveTo(x + half * 0.4, top + own * 0.1, x + half, top + own * 0.2);
      pen.quadraticCurveTo(x, top + own * 0.16, x - half, top + own * 0.2);
      pen.quadraticCurveTo(x - half * 0.4, top + own * 0.1, x, top - own * 0.04);
      pen.fill();
    }
  }
}

function trunks({ pen, width, height, unit, random, lamp, tone }: View, { ground, color, deep }: Row): void {
  for (let x = 0; x < width; x += width * (0.035 + 0.075 * random()) * (0.6 + 0.9 * deep)) {
    if (deep === 1 && Math.abs(x - width / 2) < width * 0.25) continue;
    const half = unit * (4 + 26 * deep ** 1.5) * (0.7 + 0.6 * random());
    const lean = (random() - 0.5) * unit * 50;
    pen.fillStyle = color;
    pen.beginPath();
    pen.moveTo(x - half * 1.7, ground + unit * 20 * deep);
    pen.quadraticCurveTo(x - half, ground - height * 0.1, x - half * 0.7 + lean, 0);
    pen.lineTo(x + half * 0.7 + lean, 0);
    pen.quadraticCurveTo(x + half, ground - height * 0.1, x + half * 1.7, ground + unit * 20 * deep);
    pen.fill();
    pen.strokeStyle = alpha(tone.light, 0.14 + 0.16 * deep);
    pen.lineWidth = Math.max(0.6, half * 0.22);
    const side = lamp.x < x ? -1 : 1;
    pen.beginPath();
    pen.moveTo(x + side * half, ground);
    pen.quadraticCurveTo(x + side * half, ground - height * 0.1, x + side * half * 0.7 + lean, 0);
    pen.stroke();
  }
  crowns();

  function crowns(): void {
    pen.fillStyle = alpha(color, 0.72);
    for (let n = 0; n < 26; n += 1) {
      pen.beginPath();
      const [x, y] = [random() * width, random() * height * (0.05 + 0.1 * (1 - deep))];
      pen.ellipse(
        x,
        y,
        unit * (60 + 70 * random()),
        unit * (26 + 30 * random()),
        random() - 0.5,
        0,
        Math.PI * 2,
      );
      pen.fill();
    }
  }
}

function shafts(view: View): void {
  const { width, height, tone, random, lamp } = view;
  softly(view, 12, (soft) => {
    for (let n = 0; n < 6; n += 1) {
      const x = width * (0.1 + 0.8 * random());
      const lean = (x - lamp.x) * 0.5;
      const wide = width * (0.015 + 0.035 * random());
      const shaft = soft.createLinearGradient(0, 0, 0, height * 0.85);
      shaft.addColorStop(0, alpha(tone.light, 0.34));
      shaft.addColorStop(1, alpha(tone.light, 0));
      soft.fillStyle = shaft;
      soft.beginPath();
      soft.moveTo(x - wide, 0);
      soft.lineTo(x + wide, 0);
      soft.lineTo(x + lean + wide * 3, height * 0.85);
      soft.lineTo(x + lean - wide * 2, height * 0.85);
      soft.fill();
    }
  });
}
