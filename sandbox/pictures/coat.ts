import { alpha, darken, gray, lighten, mix } from "./color";
import { CX, pickFrom, softly, type Pen, type Shot } from "./shot";

/** The colours of a fur. */
export interface Coat {
  base: string;
  /** Muzzle, chest and the tips of things. */
  pale: string;
  dark: string;
  eye: string;
}

const CAT_COATS: readonly [Coat, ...Coat[]] = [
  { base: "#d98a45", pale: "#fbe8cf", dark: "#8f4a1e", eye: "#c9d26a" },
  { base: "#6f7480", pale: "#d8dadd", dark: "#343842", eye: "#e9b44c" },
  { base: "#2a2528", pale: "#4d4548", dark: "#120e10", eye: "#d8c34a" },
  { base: "#efe3d0", pale: "#fffaf0", dark: "#a4826a", eye: "#6fb0cf" },
  { base: "#8a6b52", pale: "#ecdcc4", dark: "#43301f", eye: "#9cc07a" },
];
const DOG_COATS: readonly [Coat, ...Coat[]] = [
  { base: "#c98f4f", pale: "#f6e2c2", dark: "#7c4a20", eye: "#3b2314" },
  { base: "#5a3a28", pale: "#b98a5f", dark: "#2a180f", eye: "#6b3f1e" },
  { base: "#e7d6bb", pale: "#fffaf0", dark: "#a8855d", eye: "#3a2518" },
  { base: "#33302f", pale: "#c9834a", dark: "#151312", eye: "#5a3a1e" },
  { base: "#8b8f96", pale: "#f0efec", dark: "#44474e", eye: "#6d98b8" },
];

/** The coat belongs to the sitter. */
export function coatOf({ sitter, palette }: Shot, subject: "cat" | "dog"): Coat {
  const coat = pickFrom(subject === "cat" ? CAT_COATS : DOG_COATS, sitter);
  if (!palette.mono) return coat;
  return { base: gray(coat.base), pale: gray(coat.pale), dark: gray(coat.dark), eye: gray(coat.eye) };
}

/** Fills the current path as fur, lit from the side. */
export function fillFur({ pen, palette, side }: Shot, color: string, reach: number): void {
  const form = pen.createLinearGradient(CX + side * reach, 260, CX - side * reach, 760);
  form.addColorStop(0, lighten(color, 0.26));
  form.addColorStop(0.42, color);
  form.addColorStop(1, mix(color, palette.shade, 0.62));
  pen.fillStyle = form;
  pen.fill();
}

/** Fine hairs from a middle outwards, inside the current clip. */
export function hairs(
  { pen, random }: Shot,
  coat: Coat,
  [x, y]: readonly [number, number],
  reach: number,
): void {
  for (let n = 0; n < 150; n += 1) {
    const angle = random() * Math.PI * 2;
    const from = reach * (0.35 + random() * 0.6);
    const to = from + 14 + random() * 24;
    pen.strokeStyle = alpha(
      random() < 0.5 ? lighten(coat.base, 0.5) : darken(coat.base, 0.5),
      0.05 + random() * 0.12,
    );
    pen.lineWidth = 1 + random() * 2.5;
    pen.beginPath();
    pen.moveTo(x + Math.cos(angle) * from, y + Math.sin(angle) * from);
    pen.lineTo(x + Math.cos(angle + 0.06) * to, y + Math.sin(angle + 0.06) * to);
    pen.stroke();
  }
}

/** Chest and shoulders of something that sits. */
export function drawBody(shot: Shot, coat: Coat, width: number): void {
  const { pen, palette } = shot;
  pen.save();
  pen.beginPath();
  pen.moveTo(CX - 92, 560);
  pen.bezierCurveTo(CX - 120, 680, CX - width, 740, CX - width - 26, 1100);
  pen.lineTo(CX + width + 26, 1100);
  pen.bezierCurveTo(CX + width, 740, CX + 120, 680, CX + 92, 560);
  pen.closePath();
  fillFur(shot, coat.base, width);
  pen.clip();
  softly(pen, 16, () => {
    pen.fillStyle = alpha(coat.pale, 0.75);
    patch(pen, CX, 860, 78, 190);
    pen.fillStyle = alpha(mix(coat.dark, palette.shade, 0.6), 0.66);
    patch(pen, CX, 618, 170, 66);
  });
  hairs(shot, coat, [CX, 640], 330);
  pen.restore();
}

export function patch(pen: Pen, x: number, y: number, rx: number, ry: number, turn = 0): void {
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  pen.fill();
}
