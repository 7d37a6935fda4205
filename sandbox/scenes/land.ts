import { alpha, lighten, mix } from "../pictures/color";
import { softly } from "./soft";
import { says, type View } from "./view";

/** A range across the picture: `rough` of the height up and down, in so many waves. */
function range(
  { pen, width, height, random }: View,
  { top, rough, waves, color }: { top: number; rough: number; waves: number; color: string },
): void {
  const [a, b, c] = [random() * 6, random() * 6, random() * 6];
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(0, height);
  for (let n = 0; n <= 120; n += 1) {
    const x = (n / 120) * Math.PI * 2 * waves;
    const wave = Math.sin(x + a) * 0.6 + Math.sin(x * 2.3 + b) * 0.28 + Math.sin(x * 5.1 + c) * 0.12;
    pen.lineTo((n / 120) * width, top + wave * rough * height);
  }
  pen.lineTo(width, height);
  pen.fill();
}

/** Ranges of peaks with light and snow on the side of the lamp, and hills before them. */
export function drawMountains(view: View): void {
  const { height, tone } = view;
  for (const [n, level] of [0.36, 0.47, 0.58].entries()) {
    const deep = n / 2;
    peaks(view, {
      foot: height * (level + 0.3),
      tall: height * (0.34 - 0.05 * n),
      color: mix(mix(tone.far, tone.sky[2], 0.5 - 0.5 * deep), tone.near, 0.15 + 0.45 * deep),
    });
  }
  range(view, { top: height * 0.8, rough: 0.03, waves: 0.8, color: mix(tone.far, tone.near, 0.75) });
  range(view, { top: height * 0.9, rough: 0.025, waves: 1.1, color: tone.near });
}

function peaks(view: View, { foot, tall, color }: { foot: number; tall: number; color: string }): void {
  const { pen, width, height, tone, random, lamp, unit } = view;
  const snow = mix(color, lighten(tone.light, 0.4), 0.62);
  const step = tall * 0.95;
  for (let x = -step * random(); x < width + step; x += step * (0.75 + 0.5 * random())) {
    const [top, half] = [foot - tall * (0.68 + 0.4 * random()), tall * (0.72 + 0.3 * random())];
    const lit = lamp.x < x ? -1 : 1;
    const face = pen.createLinearGradient(0, top, 0, foot);
    face.addColorStop(0, color);
    face.addColorStop(1, mix(color, tone.sky[2], 0.35));
    pen.fillStyle = face;
    triangle(pen, [x, top], [x - half, foot], [x + half, foot]);
    pen.fillStyle = alpha(snow, 0.5);
    pen.beginPath();
    pen.moveTo(x, top);
    const edge = Array.from({ length: 5 }, () => (random() - 0.5) * half * 0.16);
    edge.forEach((shift, n) =>
      pen.lineTo(x - lit * half * 0.06 * (n + 1) + shift, top + ((n + 1) / 6) * (foot - top) * 0.6),
    );
    pen.lineTo(x + lit * half * 0.42, top + (foot - top) * 0.42 + unit * 10 * random());
    pen.fill();
  }
  pen.fillStyle = mix(color, tone.sky[2], 0.35);
  pen.fillRect(0, foot - 1, width, height - foot + 1);
}

function triangle(pen: View["pen"], ...points: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.fill();
}

/** Dunes, each with a sharp crest: one side in the light. */
export function drawDesert(view: View): void {
  const { pen, width, height, tone, random, lamp } = view;
  const sand = mix(tone.far, "#d99a4e", 0.72);
  for (let n = 0; n < 5; n += 1) {
    const deep = n / 4;
    const top = view.horizon + height * (0.02 + 0.3 * deep ** 1.2);
    const body = mix(mix(sand, tone.sky[2], 0.5 - 0.5 * deep), tone.near, 0.5 * deep);
    range(view, { top, rough: 0.03 + 0.03 * deep, waves: 0.7, color: body });
    const [x, tall] = [width * random(), height * (0.05 + 0.07 * deep)];
    const side = lamp.x < x ? -1 : 1;
    pen.fillStyle = alpha(mix(body, tone.light, 0.4), 0.42);
    pen.beginPath();
    pen.moveTo(x, top - tall * 0.7);
    pen.bezierCurveTo(
      x + side * width * 0.1,
      top,
      x + side * width * 0.2,
      top + tall,
      x + side * width * 0.42,
      top + tall * 1.6,
    );
    pen.bezierCurveTo(
      x + side * width * 0.2,
      top + tall * 1.8,
      x + side * width * 0.02,
      top + tall,
      x,
      top - tall * 0.7,
    );
    pen.fill();
  }
}

/** Fields up to far hills; grass and flowers in front, a path where the words have one. */
export function drawMeadow(view: View): void {
  const { height, tone, horizon } = view;
  const green = mix(tone.far, "#5f8f4a", view.hour === "night" ? 0.2 : 0.45);
  for (const [n, level] of [-0.04, 0.02, 0.09, 0.2].entries()) {
    const color = mix(mix(green, tone.sky[2], 0.62 - 0.2 * n), tone.near, 0.12 * n);
    range(view, { top: horizon + height * level, rough: 0.026, waves: 0.6 + 0.2 * n, color });
  }
  if (says(view, /\b(path|road|way|walk|journey|travel)/i)) drawPath(view);
  drawGrass(view, green);
}

function drawPath({ pen, width, height, horizon, tone, random }: View): void {
  const [far, near] = [width * (0.42 + 0.2 * random()), width * (0.35 + 0.3 * random())];
  const paint = pen.createLinearGradient(0, horizon, 0, height);
  paint.addColorStop(0, alpha(mix(tone.light, tone.sky[2], 0.5), 0.5));
  paint.addColorStop(1, alpha(mix(tone.light, tone.near, 0.35), 0.8));
  pen.fillStyle = paint;
  pen.beginPath();
  const top = horizon + height * 0.03;
  pen.moveTo(far, top);
  pen.bezierCurveTo(
    far + width * 0.14,
    horizon + height * 0.13,
    near - width * 0.24,
    height * 0.82,
    near - width * 0.1,
    height,
  );
  pen.lineTo(near + width * 0.12, height);
  pen.bezierCurveTo(
    near - width * 0.08,
    height * 0.82,
    far + width * 0.19,
    horizon + height * 0.14,
    far + width * 0.012,
    top,
  );
  pen.fill();
}

function drawGrass({ pen, width, height, unit, tone, random }: View, green: string): void {
  const flowers = [tone.light, mix("#e0605a", tone.light, 0.25), mix("#e8c95a", tone.light, 0.2)];
  for (let n = 0; n < 240; n += 1) {
    const near = random();
    const [x, y] = [random() * width, height * (0.86 + 0.16 * near)];
    const tall = unit * (26 + 66 * near);
    const lean = (random() - 0.5) * tall * 0.6;
    pen.strokeStyle = alpha(mix(green, tone.near, 0.35 + 0.5 * random()), 0.9);
    pen.lineWidth = unit * (1.6 + 2 * near);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.quadraticCurveTo(x, y - tall * 0.6, x + lean, y - tall);
    pen.stroke();
    if (random() > 0.16) continue;
    pen.fillStyle = flowers[n % flowers.length] ?? tone.light;
    pen.beginPath();
    pen.arc(x + lean, y - tall, unit * (3 + 4 * near), 0, Math.PI * 2);
    pen.fill();
  }
}

/** A bank in front, for those who would else stand on water or on a peak. */
export function drawBank(view: View, isSand: boolean): void {
  const { pen, width, height, unit, tone, random } = view;
  const top = height * 0.87;
  const body = isSand
    ? mix(mix("#c9a874", tone.far, 0.3), tone.near, view.hour === "night" ? 0.6 : 0.3)
    : mix(tone.near, tone.far, 0.22);
  const [a, b] = [height * 0.05 * (random() - 0.5), height * 0.05 * (random() - 0.5)];
  const paint = pen.createLinearGradient(0, top, 0, height);
  paint.addColorStop(0, mix(body, tone.light, isSand ? 0.16 : 0.06));
  paint.addColorStop(1, mix(body, tone.near, 0.4));
  pen.fillStyle = paint;
  pen.beginPath();
  pen.moveTo(0, height);
  pen.lineTo(0, top + a + unit * 30);
  pen.bezierCurveTo(
    width * 0.3,
    top - unit * 30 + b,
    width * 0.6,
    top - unit * 24 - b,
    width,
    top + unit * 26 - a,
  );
  pen.lineTo(width, height);
  pen.fill();
}

/** Haze where the ground begins. */
export function drawHaze(view: View): void {
  const { width, tone, horizon, unit } = view;
  softly(view, 26, (soft) => {
    soft.fillStyle = alpha(mix(tone.sky[2], tone.light, 0.3), 0.3);
    soft.fillRect(-width * 0.1, horizon - unit * 14, width * 1.2, unit * 34);
  });
}
