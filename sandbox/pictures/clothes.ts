import { alpha, darken, lighten, mix } from "./color";
import type { Build } from "./build";
import { CX, pickFrom, softly, type Pen, type Shot } from "./shot";

type Garment = (shot: Shot, build: Build, color: string) => void;

/** Shoulders in one of four garments, lit from the side. */
export function drawClothes(shot: Shot, build: Build): void {
  const { palette, random } = shot;
  const color = random() < 0.7 ? palette.cloth : mix(palette.cloth, palette.accent, 0.8);
  pickFrom<Garment>([crew, turtleneck, vNeck, jacket], random)(shot, build, color);
}

function torso(pen: Pen, { shoulders, neck, chin }: Build, neckHalf: number, dip: number): void {
  const top = chin + 64;
  const left = neck + neckHalf;
  pen.beginPath();
  pen.moveTo(CX - left, top);
  pen.bezierCurveTo(CX - left - 60, top + 44, CX - shoulders + 30, top + 66, CX - shoulders - 6, top + 172);
  pen.quadraticCurveTo(CX - shoulders - 52, top + 270, CX - shoulders - 66, 1100);
  pen.lineTo(CX + shoulders + 66, 1100);
  pen.quadraticCurveTo(CX + shoulders + 52, top + 270, CX + shoulders + 6, top + 172);
  pen.bezierCurveTo(CX + shoulders - 30, top + 66, CX + left + 60, top + 44, CX + left, top);
  pen.quadraticCurveTo(CX, top + dip, CX - left, top);
  pen.closePath();
}

function cloth(shot: Shot, build: Build, color: string): void {
  const { pen, palette, side } = shot;
  const reach = build.shoulders + 30;
  const form = pen.createLinearGradient(CX + side * reach, 640, CX - side * reach, 900);
  form.addColorStop(0, lighten(color, 0.24));
  form.addColorStop(0.38, color);
  form.addColorStop(1, mix(color, palette.shade, 0.66));
  pen.fillStyle = form;
  pen.fill();
  pen.save();
  pen.clip();
  softly(pen, 14, () => folds(shot, build, color));
  pen.restore();
}

function folds({ pen, side, random }: Shot, { shoulders }: Build, color: string): void {
  pen.lineWidth = 16;
  for (const arm of [-1, 1]) {
    pen.strokeStyle = alpha(darken(color, 0.6), 0.5);
    pen.beginPath();
    pen.moveTo(CX + arm * (shoulders - 62), 1040);
    pen.quadraticCurveTo(CX + arm * (shoulders - 70), 900, CX + arm * (shoulders - 36), 830 + random() * 30);
    pen.stroke();
  }
  pen.strokeStyle = alpha(lighten(color, 0.5), 0.3);
  pen.beginPath();
  pen.moveTo(CX + side * 60, 820);
  pen.quadraticCurveTo(CX + side * (110 + random() * 40), 900, CX + side * 90, 1040);
  pen.stroke();
}

const crew: Garment = (shot, build, color) => {
  const { pen } = shot;
  torso(pen, build, 24, 118);
  cloth(shot, build, color);
  const top = build.chin + 64;
  const left = build.neck + 24;
  pen.lineWidth = 15;
  pen.strokeStyle = alpha(darken(color, 0.35), 0.65);
  pen.beginPath();
  pen.moveTo(CX - left - 4, top + 2);
  pen.quadraticCurveTo(CX, top + 128, CX + left + 4, top + 2);
  pen.stroke();
};

const turtleneck: Garment = (shot, build, color) => {
  const { pen, palette, side } = shot;
  torso(pen, build, 18, 70);
  cloth(shot, build, color);
  const { neck, chin } = build;
  const form = pen.createLinearGradient(CX + side * (neck + 20), 0, CX - side * (neck + 20), 0);
  form.addColorStop(0, lighten(color, 0.3));
  form.addColorStop(0.5, color);
  form.addColorStop(1, mix(color, palette.shade, 0.7));
  pen.fillStyle = form;
  pen.beginPath();
  pen.moveTo(CX - neck - 7, chin + 22);
  pen.quadraticCurveTo(CX, chin + 52, CX + neck + 7, chin + 22);
  pen.quadraticCurveTo(CX + neck + 8, chin + 70, CX + neck + 40, chin + 98);
  pen.quadraticCurveTo(CX, chin + 150, CX - neck - 40, chin + 98);
  pen.quadraticCurveTo(CX - neck - 8, chin + 70, CX - neck - 7, chin + 22);
  pen.fill();
  pen.lineWidth = 5;
  pen.strokeStyle = alpha(darken(color, 0.6), 0.3);
  for (const y of [60, 82]) {
    pen.beginPath();
    pen.moveTo(CX - neck - 10, chin + y - 12);
    pen.quadraticCurveTo(CX, chin + y + 26, CX + neck + 10, chin + y - 12);
    pen.stroke();
  }
};

const vNeck: Garment = (shot, build, color) => {
  const { pen } = shot;
  torso(pen, build, 34, 262);
  cloth(shot, build, color);
};

const jacket: Garment = (shot, build, color) => {
  const { pen, palette, side } = shot;
  torso(pen, build, 18, 76);
  cloth(shot, build, lighten(mix(palette.accent, "#ffffff", 0.3), 0.1));
  const top = build.chin + 64;
  for (const half of [-1, 1]) {
    pen.save();
    pen.beginPath();
    pen.rect(half < 0 ? -200 : CX, 0, CX + 200, 1100);
    pen.clip();
    torso(pen, build, 26, 420);
    cloth(shot, build, color);
    pen.restore();
    pen.fillStyle = mix(color, half === side ? lighten(color, 0.3) : palette.shade, 0.45);
    pen.beginPath();
    pen.moveTo(CX + half * (build.neck + 26), top - 4);
    pen.lineTo(CX + half * (build.neck + 104), top + 128);
    pen.lineTo(CX + half * (build.neck + 64), top + 146);
    pen.lineTo(CX + half * 14, top + 330);
    pen.quadraticCurveTo(CX + half * 40, top + 150, CX + half * (build.neck + 26), top - 4);
    pen.fill();
  }
};
