import { alpha, darken, lighten, mix } from "./color";
import type { Build } from "./build";
import { CX, type Pen, type Shot } from "./shot";

type Draw = (shot: Shot, build: Build) => void;

/** A hairstyle is what lies behind the head and what falls over it. */
export interface Hair {
  back: Draw;
  front: Draw;
}

/** Fills the current path as hair: lit on one side, with strands that follow `flow`. */
export function fillHair(
  { pen, palette, side, random }: Shot,
  { hair, face }: Build,
  flow: (pen: Pen, t: number) => void,
) {
  const form = pen.createLinearGradient(CX + side * (face + 50), 210, CX - side * (face + 60), 520);
  form.addColorStop(0, lighten(hair, 0.3));
  form.addColorStop(0.35, hair);
  form.addColorStop(1, mix(darken(hair, 0.3), palette.shade, 0.55));
  pen.fillStyle = form;
  pen.fill();
  pen.save();
  pen.clip();
  for (let n = 0; n < 44; n += 1) {
    const bright = random() < 0.55;
    pen.strokeStyle = alpha(bright ? lighten(hair, 0.38) : darken(hair, 0.6), 0.04 + random() * 0.09);
    pen.lineWidth = 1.5 + random() * 5;
    pen.beginPath();
    flow(pen, random());
    pen.stroke();
  }
  pen.restore();
}

/** The skull cap down to the ears, with a hairline from temple to temple through (x, y). */
export function cap(
  pen: Pen,
  { face }: Build,
  over: number,
  line: readonly [number, number],
  ears = 400,
): void {
  const w = face + over;
  const top = 226 - over * 1.5;
  pen.beginPath();
  pen.moveTo(CX - w + 4, ears);
  pen.bezierCurveTo(CX - w - 8, 280, CX - w * 0.62, top, CX, top);
  pen.bezierCurveTo(CX + w * 0.62, top, CX + w + 8, 280, CX + w - 4, ears);
  pen.quadraticCurveTo(CX + face - 8, ears - 24, CX + face - 12, 352);
  pen.quadraticCurveTo(CX + face - 30, line[1] + 6, CX + line[0], line[1]);
  pen.quadraticCurveTo(CX - face + 30, line[1] + 6, CX - face + 12, 352);
  pen.quadraticCurveTo(CX - face + 8, ears - 24, CX - w + 4, ears);
  pen.closePath();
}

export const ringlet =
  ({ random }: Shot) =>
  (pen: Pen, t: number) => {
    const [x, y] = [CX - 190 + random() * 380, 190 + t * 260];
    pen.arc(x, y, 8 + random() * 18, random() * 6, random() * 6 + 4);
  };
