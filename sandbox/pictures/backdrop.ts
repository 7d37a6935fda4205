import { alpha, darken, lighten, mix } from "./color";
import { pickFrom, type Shot } from "./shot";

type Area = { width: number; height: number };
type Setting = (shot: Shot, area: Area) => void;

/** Paper or canvas behind the sitter: a lit sweep, then one of a few settings. */
export function drawBackdrop(shot: Shot, area: Area): void {
  const { pen, palette, side, random } = shot;
  const { width, height } = area;
  const [lit, unlit] = palette.backdrop;
  const from = side < 0 ? 0 : width;
  const sweep = pen.createLinearGradient(from, 0, width - from, height);
  sweep.addColorStop(0, lighten(lit, 0.1));
  sweep.addColorStop(0.5, mix(lit, unlit, 0.5));
  sweep.addColorStop(1, unlit);
  pen.fillStyle = sweep;
  pen.fillRect(0, 0, width, height);
  pickFrom<Setting>([studio, disc, panes, hills, bokeh, studio], random)(shot, area);
  glow(shot, width / 2 + side * width * 0.2, height * 0.34, Math.max(width, height) * 0.5, 0.42);
}

function glow({ pen, palette }: Shot, x: number, y: number, radius: number, strength: number): void {
  const light = pen.createRadialGradient(x, y, 0, x, y, radius);
  light.addColorStop(0, alpha(palette.light, strength));
  light.addColorStop(0.45, alpha(palette.light, strength * 0.35));
  light.addColorStop(1, alpha(palette.light, 0));
  pen.fillStyle = light;
  pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** A floor that meets the wall in a soft curve. */
const studio: Setting = ({ pen, palette }, { width, height }) => {
  const floor = pen.createLinearGradient(0, height * 0.6, 0, height);
  floor.addColorStop(0, alpha(palette.shade, 0));
  floor.addColorStop(1, alpha(palette.shade, 0.35));
  pen.fillStyle = floor;
  pen.fillRect(0, height * 0.6, width, height * 0.4);
};

/** A large paper disc behind the head. */
const disc: Setting = ({ pen, palette, side, random }, { width, height }) => {
  const radius = Math.min(width, height) * (0.36 + 0.08 * random());
  const [x, y] = [width / 2 - side * width * 0.06, height * 0.42];
  const paint = pen.createLinearGradient(x + side * radius, y - radius, x - side * radius, y + radius);
  paint.addColorStop(0, alpha(lighten(palette.accent, 0.2), 0.95));
  paint.addColorStop(1, alpha(mix(palette.accent, palette.backdrop[1], 0.55), 0.9));
  pen.fillStyle = paint;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
};

/** Late sun through a window, aslant on the wall. */
const panes: Setting = ({ pen, palette, side, random }, { width, height }) => {
  pen.save();
  pen.filter = `blur(${Math.round(width * 0.008)}px)`;
  pen.fillStyle = alpha(palette.light, 0.38);
  pen.transform(
    1,
    side * -0.22,
    side * 0.28,
    1,
    side < 0 ? -width * 0.02 : width * 0.02,
    side * width * 0.11,
  );
  const [w, h] = [width * 0.2, height * (0.2 + 0.04 * random())];
  const x0 = side < 0 ? width * 0.04 : width * 0.5;
  for (const column of [0, 1]) {
    for (const row of [0, 1, 2]) pen.fillRect(x0 + column * w * 1.12, height * 0.04 + row * h * 1.1, w, h);
  }
  pen.restore();
};

/** Far hills in haze, out of focus. */
const hills: Setting = ({ pen, palette, random }, { width, height }) => {
  pen.save();
  pen.filter = `blur(${Math.round(width * 0.012)}px)`;
  for (const [n, level] of [0.5, 0.6, 0.72].entries()) {
    const bend = (random() - 0.5) * height * 0.16;
    pen.fillStyle = alpha(mix(mix(...palette.backdrop, 0.55), darken(palette.backdrop[1], 0.25), n / 2), 0.8);
    pen.beginPath();
    pen.moveTo(-40, height * level + bend);
    pen.bezierCurveTo(
      width * 0.3,
      height * level - bend,
      width * 0.6,
      height * level + bend * 1.4,
      width + 40,
      height * level - bend * 0.6,
    );
    pen.lineTo(width + 40, height + 40);
    pen.lineTo(-40, height + 40);
    pen.fill();
  }
  pen.restore();
};

/** Lights of a street, far out of focus. */
const bokeh: Setting = ({ pen, palette, random }, { width, height }) => {
  const unit = Math.min(width, height);
  for (let n = 0; n < 26; n += 1) {
    const [x, y] = [random() * width, (0.04 + 0.78 * random()) * height];
    const radius = unit * (0.02 + 0.055 * random());
    const color = random() < 0.5 ? palette.light : random() < 0.6 ? palette.accent : palette.backdrop[0];
    const paint = pen.createRadialGradient(x, y, radius * 0.1, x, y, radius);
    const strength = 0.1 + 0.24 * random();
    paint.addColorStop(0, alpha(color, strength * 0.7));
    paint.addColorStop(0.86, alpha(color, strength));
    paint.addColorStop(1, alpha(color, 0));
    pen.fillStyle = paint;
    pen.beginPath();
    pen.arc(x, y, radius, 0, Math.PI * 2);
    pen.fill();
  }
};
