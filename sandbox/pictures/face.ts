import { alpha, darken, lighten, mix } from "./color";
import type { Build } from "./build";
import { CX, softly, type Pen, type Shot } from "./shot";

const TOP = 236;
const TEMPLE = 384;

/** The outline of the face, an egg with a jaw. */
function outline(pen: Pen, { face, jaw, chin }: Build): void {
  pen.beginPath();
  pen.moveTo(CX - face, TEMPLE);
  pen.bezierCurveTo(CX - face, 282, CX - face * 0.6, TOP, CX, TOP);
  pen.bezierCurveTo(CX + face * 0.6, TOP, CX + face, 282, CX + face, TEMPLE);
  pen.bezierCurveTo(CX + face, 470, CX + face * (jaw + 0.14), chin - 36, CX + face * 0.3, chin - 5);
  pen.quadraticCurveTo(CX, chin + 12, CX - face * 0.3, chin - 5);
  pen.bezierCurveTo(CX - face * (jaw + 0.14), chin - 36, CX - face, 470, CX - face, TEMPLE);
  pen.closePath();
}

export function drawNeck(shot: Shot, build: Build): void {
  const { pen, palette, side } = shot;
  const { neck, skin, chin } = build;
  pen.save();
  pen.beginPath();
  pen.moveTo(CX - neck, chin - 90);
  pen.bezierCurveTo(CX - neck, chin + 40, CX - neck - 6, chin + 66, CX - neck - 62, chin + 108);
  pen.lineTo(CX, chin + 250);
  pen.lineTo(CX + neck + 62, chin + 108);
  pen.bezierCurveTo(CX + neck + 6, chin + 66, CX + neck, chin + 40, CX + neck, chin - 90);
  pen.closePath();
  pen.clip();
  const round = pen.createLinearGradient(CX + side * neck * 1.5, 0, CX - side * neck * 1.5, 0);
  round.addColorStop(0, lighten(skin, 0.12));
  round.addColorStop(0.45, mix(skin, palette.shade, 0.14));
  round.addColorStop(1, mix(skin, palette.shade, 0.55));
  pen.fillStyle = round;
  pen.fillRect(CX - 200, chin - 100, 400, 360);
  softly(pen, 16, () => {
    pen.fillStyle = alpha(mix(darken(skin, 0.5), palette.shade, 0.4), 0.62);
    pen.beginPath();
    pen.ellipse(CX - side * 16, chin - 10, build.face * 0.95, 64, 0, 0, Math.PI * 2);
    pen.fill();
  });
  pen.restore();
}

/** A calm face, modelled by light. */
export function drawFace(shot: Shot, build: Build): void {
  const { pen, palette, side } = shot;
  const { face, skin, chin } = build;
  ears(shot, build);
  pen.save();
  outline(pen, build);
  pen.clip();
  const form = pen.createRadialGradient(
    CX + side * face * 0.42,
    380,
    10,
    CX + side * face * 0.2,
    410,
    face * 2,
  );
  form.addColorStop(0, lighten(skin, 0.34));
  form.addColorStop(0.34, skin);
  form.addColorStop(0.72, mix(skin, palette.shade, 0.34));
  form.addColorStop(1, mix(skin, palette.shade, 0.66));
  pen.fillStyle = form;
  pen.fillRect(CX - 200, 200, 400, 420);
  const shadow = mix(darken(skin, 0.45), palette.shade, 0.35);
  softly(pen, 15, () => shadowSide(shot, build, shadow));
  softly(pen, 7, () => features(shot, build, shadow));
  softly(pen, 20, () => {
    pen.fillStyle = alpha(palette.mono ? lighten(skin, 0.2) : "#d9544a", 0.2);
    for (const cheek of [-1, 1]) ellipse(pen, CX + cheek * face * 0.5, chin - 122, 30, 22);
  });
  softly(pen, 0.8, () => lines(shot, build));
  pen.restore();
}

function ears({ pen, palette, side }: Shot, { face, skin }: Build): void {
  for (const ear of [-1, 1]) {
    pen.fillStyle = mix(skin, palette.shade, ear === side ? 0.12 : 0.5);
    ellipse(pen, CX + ear * (face + 2), 412, 15, 32);
    pen.fillStyle = alpha(darken(skin, 0.5), 0.25);
    ellipse(pen, CX + ear * (face + 4), 412, 7, 19);
  }
}

/** Everything beyond the bridge of the nose lies in the dark. */
function shadowSide({ pen, side }: Shot, { face, chin }: Build, color: string): void {
  const away = (n: number) => CX - side * n;
  pen.fillStyle = alpha(color, 0.34);
  pen.beginPath();
  pen.moveTo(away(22), 200);
  pen.bezierCurveTo(away(34), 300, away(6), 345, away(14), 380);
  pen.bezierCurveTo(away(2), 430, away(-12), 452, away(4), 470);
  pen.bezierCurveTo(away(34), 486, away(14), 520, away(26), chin + 20);
  pen.lineTo(away(face + 60), chin + 20);
  pen.lineTo(away(face + 60), 200);
  pen.fill();
}

/** Hints of a face at rest: the lids closed, a nose that is only its shadow, a quiet mouth. */
function features({ pen, side }: Shot, { face, skin }: Build, color: string): void {
  pen.fillStyle = alpha(color, 0.3);
  for (const eye of [-1, 1]) ellipse(pen, CX + eye * face * 0.43, 396, 29, 13);
  pen.fillStyle = alpha(color, 0.36);
  ellipse(pen, CX - side * 6, 470, 18, 7);
  pen.fillStyle = alpha(lighten(skin, 0.7), 0.42);
  ellipse(pen, CX + side * 8, 432, 6, 34);
  ellipse(pen, CX + side * 2, 541, 16, 6);
  pen.fillStyle = alpha(color, 0.24);
  ellipse(pen, CX - side * 2, 530, 20, 5);
}

/** The few fine lines: brows, lids, lips. */
function lines({ pen, palette }: Shot, { face, feminine, skin, hair }: Build): void {
  pen.lineCap = "round";
  for (const eye of [-1, 1]) {
    const x = (n: number) => CX + eye * (face * 0.43 + n);
    pen.strokeStyle = alpha(mix(darken(hair, 0.35), darken(skin, 0.6), 0.3), feminine ? 0.5 : 0.62);
    pen.lineWidth = feminine ? 6 : 9;
    pen.beginPath();
    pen.moveTo(x(-27), 368);
    pen.quadraticCurveTo(x(2), feminine ? 350 : 355, x(31), feminine ? 368 : 370);
    pen.stroke();
    pen.strokeStyle = alpha(darken(skin, 0.82), 0.8);
    pen.lineWidth = feminine ? 4.5 : 3.5;
    pen.beginPath();
    pen.moveTo(x(-23), 399);
    pen.quadraticCurveTo(x(3), 415, x(feminine ? 29 : 25), feminine ? 396 : 399);
    pen.stroke();
  }
  const rose = palette.mono ? darken(skin, 0.45) : mix(mix(skin, "#b0343c", 0.55), darken(skin, 0.5), 0.35);
  const half = feminine ? 26 : 28;
  pen.fillStyle = alpha(rose, feminine ? 0.8 : 0.45);
  pen.beginPath();
  pen.moveTo(CX - half, 512);
  pen.bezierCurveTo(CX - 12, 501, CX - 7, 501, CX, 505);
  pen.bezierCurveTo(CX + 7, 501, CX + 12, 501, CX + half, 512);
  pen.quadraticCurveTo(CX, feminine ? 534 : 526, CX - half, 512);
  pen.fill();
  pen.strokeStyle = alpha(darken(rose, 0.6), 0.55);
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.moveTo(CX - half + 1, 512);
  pen.quadraticCurveTo(CX, 517, CX + half - 1, 512);
  pen.stroke();
}

function ellipse(pen: Pen, x: number, y: number, rx: number, ry: number): void {
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  pen.fill();
}
