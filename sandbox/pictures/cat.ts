import { coatOf, drawBody, fillFur, hairs, patch, type Coat } from "./coat";
import { drawCollar } from "./collar";
import { alpha, darken, mix } from "./color";
import { CX, softly, type Shot } from "./shot";

/** A cat that looks at you. */
export function drawCat(shot: Shot): void {
  const coat = coatOf(shot, "cat");
  const { pen } = shot;
  drawBody(shot, coat, 196);
  drawCollar(shot, 632, 116);
  pen.save();
  pen.translate(CX, 600);
  pen.rotate((shot.random() - 0.5) * 0.16);
  pen.translate(-CX, -600);
  for (const half of [-1, 1] as const) ear(shot, coat, half);
  head(shot, coat);
  for (const half of [-1, 1] as const) eye(shot, coat, half);
  nose(shot, coat);
  pen.restore();
}

function ear(shot: Shot, coat: Coat, half: -1 | 1): void {
  const { pen } = shot;
  const x = (n: number) => CX + half * n;
  pen.beginPath();
  pen.moveTo(x(52), 318);
  pen.quadraticCurveTo(x(96), 210, x(160), 168);
  pen.quadraticCurveTo(x(186), 260, x(178), 400);
  pen.closePath();
  fillFur(shot, coat.base, 190);
  pen.fillStyle = alpha(mix("#d98f88", coat.dark, 0.35), 0.75);
  softly(pen, 4, () => {
    pen.beginPath();
    pen.moveTo(x(88), 318);
    pen.quadraticCurveTo(x(114), 244, x(150), 208);
    pen.quadraticCurveTo(x(166), 272, x(158), 356);
    pen.fill();
  });
}

function head(shot: Shot, coat: Coat): void {
  const { pen } = shot;
  pen.save();
  pen.beginPath();
  pen.moveTo(CX, 292);
  pen.bezierCurveTo(CX + 100, 288, CX + 186, 340, CX + 190, 446);
  pen.bezierCurveTo(CX + 214, 520, CX + 120, 618, CX, 622);
  pen.bezierCurveTo(CX - 120, 618, CX - 214, 520, CX - 190, 446);
  pen.bezierCurveTo(CX - 186, 340, CX - 100, 288, CX, 292);
  pen.closePath();
  fillFur(shot, coat.base, 190);
  pen.clip();
  softly(pen, 9, () => {
    pen.fillStyle = alpha(coat.dark, 0.5);
    for (const n of [-2, -1, 0, 1, 2]) patch(pen, CX + n * 34, 322 - Math.abs(n) * 4, 9, 46, n * 0.16);
    for (const half of [-1, 1]) {
      for (const y of [470, 506]) patch(pen, CX + half * 178, y, 42, 8, half * -0.3);
    }
    pen.fillStyle = alpha(coat.pale, 0.85);
    for (const half of [-1, 1]) patch(pen, CX + half * 34, 546, 52, 42);
    patch(pen, CX, 592, 46, 34);
    patch(pen, CX, 470, 20, 70);
  });
  hairs(shot, coat, [CX, 460], 190);
  pen.restore();
}

function eye({ pen, side }: Shot, coat: Coat, half: -1 | 1): void {
  const x = CX + half * 82;
  pen.save();
  pen.beginPath();
  pen.moveTo(x - half * 42, 462);
  pen.bezierCurveTo(x - half * 20, 416, x + half * 28, 412, x + half * 44, 436);
  pen.bezierCurveTo(x + half * 36, 480, x - half * 8, 492, x - half * 42, 462);
  pen.closePath();
  const iris = pen.createRadialGradient(x, 458, 4, x, 450, 46);
  iris.addColorStop(0, mix(coat.eye, "#ffffff", 0.35));
  iris.addColorStop(0.6, coat.eye);
  iris.addColorStop(1, darken(coat.eye, 0.6));
  pen.fillStyle = iris;
  pen.fill();
  pen.strokeStyle = alpha(darken(coat.dark, 0.6), 0.9);
  pen.lineWidth = 6;
  pen.stroke();
  pen.clip();
  pen.fillStyle = "#0d090a";
  patch(pen, x, 452, 12, 32);
  pen.fillStyle = "rgba(255,255,255,0.9)";
  patch(pen, x + side * 10, 437, 6, 7);
  pen.restore();
}

function nose({ pen }: Shot, coat: Coat): void {
  pen.fillStyle = mix("#c4706c", coat.dark, 0.25);
  pen.beginPath();
  pen.moveTo(CX - 22, 522);
  pen.quadraticCurveTo(CX, 514, CX + 22, 522);
  pen.quadraticCurveTo(CX + 12, 542, CX, 545);
  pen.quadraticCurveTo(CX - 12, 542, CX - 22, 522);
  pen.fill();
  pen.strokeStyle = alpha(darken(coat.dark, 0.5), 0.7);
  pen.lineWidth = 4;
  pen.lineCap = "round";
  for (const half of [-1, 1]) {
    pen.beginPath();
    pen.moveTo(CX, 546);
    pen.quadraticCurveTo(CX + half * 4, 570, CX + half * 34, 566);
    pen.stroke();
  }
  pen.strokeStyle = "rgba(255,250,240,0.6)";
  pen.lineWidth = 2;
  for (const half of [-1, 1]) {
    for (const n of [-1, 0, 1]) {
      pen.beginPath();
      pen.moveTo(CX + half * 58, 552 + n * 10);
      pen.quadraticCurveTo(CX + half * 150, 536 + n * 24, CX + half * 248, 548 + n * 44);
      pen.stroke();
    }
  }
}
