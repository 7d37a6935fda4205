import { coatOf, drawBody, fillFur, hairs, patch, type Coat } from "./coat";
import { drawCollar } from "./collar";
import { alpha, darken, lighten, mix } from "./color";
import { CX, softly, type Shot } from "./shot";

/** A dog that waits for a word. */
export function drawDog(shot: Shot): void {
  const coat = coatOf(shot, "dog");
  const { pen } = shot;
  const pricked = shot.sitter() < 0.35;
  drawBody(shot, coat, 214);
  drawCollar(shot, 664, 118);
  pen.save();
  pen.translate(CX, 620);
  pen.rotate((shot.random() - 0.5) * 0.2);
  pen.translate(-CX, -620);
  if (pricked) for (const half of [-1, 1] as const) prickedEar(shot, coat, half);
  head(shot, coat);
  if (!pricked) for (const half of [-1, 1] as const) floppyEar(shot, coat, half);
  for (const half of [-1, 1] as const) eye(shot, coat, half);
  muzzle(shot, coat);
  pen.restore();
}

function prickedEar(shot: Shot, coat: Coat, half: -1 | 1): void {
  const { pen } = shot;
  const x = (n: number) => CX + half * n;
  pen.beginPath();
  pen.moveTo(x(46), 310);
  pen.quadraticCurveTo(x(84), 170, x(146), 128);
  pen.quadraticCurveTo(x(178), 250, x(158), 390);
  pen.closePath();
  fillFur(shot, coat.base, 180);
  softly(pen, 5, () => {
    pen.fillStyle = alpha(coat.dark, 0.6);
    pen.beginPath();
    pen.moveTo(x(80), 312);
    pen.quadraticCurveTo(x(104), 216, x(138), 176);
    pen.quadraticCurveTo(x(154), 262, x(140), 346);
    pen.fill();
  });
}

function floppyEar(shot: Shot, coat: Coat, half: -1 | 1): void {
  const { pen } = shot;
  const x = (n: number) => CX + half * n;
  softly(pen, 10, () => {
    pen.fillStyle = alpha(darken(coat.dark, 0.5), 0.4);
    patch(pen, x(168), 440, 40, 110, half * -0.14);
  });
  pen.beginPath();
  pen.moveTo(x(92), 278);
  pen.bezierCurveTo(x(168), 246, x(226), 320, x(232), 440);
  pen.bezierCurveTo(x(238), 540, x(196), 578, x(166), 548);
  pen.bezierCurveTo(x(134), 510, x(166), 400, x(92), 278);
  pen.closePath();
  fillFur(shot, mix(coat.base, coat.dark, 0.62), 230);
}

function head(shot: Shot, coat: Coat): void {
  const { pen } = shot;
  pen.save();
  pen.beginPath();
  pen.moveTo(CX, 262);
  pen.bezierCurveTo(CX + 110, 258, CX + 172, 330, CX + 168, 430);
  pen.bezierCurveTo(CX + 164, 500, CX + 126, 540, CX + 112, 590);
  pen.bezierCurveTo(CX + 92, 660, CX - 92, 660, CX - 112, 590);
  pen.bezierCurveTo(CX - 126, 540, CX - 164, 500, CX - 168, 430);
  pen.bezierCurveTo(CX - 172, 330, CX - 110, 258, CX, 262);
  pen.closePath();
  fillFur(shot, coat.base, 170);
  pen.clip();
  softly(pen, 12, () => {
    pen.fillStyle = alpha(coat.pale, 0.8);
    patch(pen, CX, 400, 24, 130);
    for (const half of [-1, 1]) patch(pen, CX + half * 74, 372, 24, 11, half * 0.3);
    pen.fillStyle = alpha(darken(coat.dark, 0.3), 0.35);
    for (const half of [-1, 1]) patch(pen, CX + half * 76, 426, 46, 34);
  });
  hairs(shot, coat, [CX, 440], 180);
  pen.restore();
}

function eye({ pen, side }: Shot, coat: Coat, half: -1 | 1): void {
  const x = CX + half * 76;
  pen.fillStyle = darken(coat.dark, 0.75);
  patch(pen, x, 426, 29, 27);
  const iris = pen.createRadialGradient(x, 434, 3, x, 426, 25);
  iris.addColorStop(0, lighten(coat.eye, 0.3));
  iris.addColorStop(1, darken(coat.eye, 0.35));
  pen.fillStyle = iris;
  patch(pen, x, 426, 23, 23);
  pen.fillStyle = "#0b0708";
  patch(pen, x, 426, 13, 13);
  pen.fillStyle = "rgba(255,255,255,0.92)";
  patch(pen, x + side * 8, 417, 6, 6);
}

function muzzle(shot: Shot, coat: Coat): void {
  const { pen, side, palette } = shot;
  softly(pen, 7, () => {
    pen.fillStyle = alpha(mix(coat.dark, palette.shade, 0.4), 0.4);
    patch(pen, CX - side * 8, 578, 104, 74);
    pen.fillStyle = mix(coat.pale, coat.base, 0.18);
    for (const half of [-1, 1]) patch(pen, CX + half * 40, 560, 58, 56);
    patch(pen, CX, 520, 58, 60);
    patch(pen, CX, 612, 44, 24);
  });
  const leather = pen.createRadialGradient(CX + side * 14, 500, 3, CX, 514, 54);
  leather.addColorStop(0, "#8a7f7d");
  leather.addColorStop(0.35, "#2d2426");
  leather.addColorStop(1, "#0d090a");
  pen.fillStyle = leather;
  pen.beginPath();
  pen.moveTo(CX - 48, 506);
  pen.bezierCurveTo(CX - 40, 484, CX + 40, 484, CX + 48, 506);
  pen.bezierCurveTo(CX + 46, 534, CX + 16, 548, CX, 550);
  pen.bezierCurveTo(CX - 16, 548, CX - 46, 534, CX - 48, 506);
  pen.fill();
  pen.strokeStyle = alpha(darken(coat.dark, 0.7), 0.75);
  pen.lineWidth = 5;
  pen.lineCap = "round";
  for (const half of [-1, 1]) {
    pen.beginPath();
    pen.moveTo(CX, 552);
    pen.bezierCurveTo(CX, 600, CX + half * 50, 606, CX + half * 74, 578);
    pen.stroke();
  }
}
