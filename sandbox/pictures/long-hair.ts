import { cap, fillHair, ringlet, type Hair } from "./hair-paint";
import type { Build } from "./build";
import { CX, type Pen, type Shot } from "./shot";

const falling = (face: number, length: number) => (pen: Pen, t: number) => {
  const half = t < 0.5 ? -1 : 1;
  const spread = face * (0.5 + (t * 2 - (t < 0.5 ? 0 : 1)) * 1);
  pen.moveTo(CX + half * 8, 214);
  pen.bezierCurveTo(
    CX + half * spread,
    220,
    CX + half * (spread + 36),
    420,
    CX + half * (spread + 14),
    length,
  );
};

function mane(shot: Shot, build: Build, length: number, flare: number): void {
  const { pen } = shot;
  const w = build.face + 34;
  const left = length - shot.random() * 26;
  const right = length - shot.random() * 26;
  pen.beginPath();
  pen.moveTo(CX, 196);
  pen.bezierCurveTo(CX + w * 0.8, 190, CX + w + 10, 290, CX + w, 400);
  pen.bezierCurveTo(CX + w - 14, 480, CX + w + flare, 540, CX + w + flare * 0.5, right);
  pen.quadraticCurveTo(CX + w * 0.6, right + 26, CX, length - 60);
  pen.quadraticCurveTo(CX - w * 0.6, left + 26, CX - w - flare * 0.5, left);
  pen.bezierCurveTo(CX - w - flare, 540, CX - w + 14, 480, CX - w, 400);
  pen.bezierCurveTo(CX - w - 10, 290, CX - w * 0.8, 190, CX, 196);
  pen.closePath();
  fillHair(shot, build, falling(build.face, length));
}

/** Two locks from a parting down past the cheeks. */
function locks(shot: Shot, build: Build, part: number, end: number): void {
  const { pen } = shot;
  const { face } = build;
  for (const half of [-1, 1]) {
    const x = (n: number) => CX + half * n;
    pen.beginPath();
    pen.moveTo(CX + part, 194);
    pen.bezierCurveTo(x(face * 0.9), 188, x(face + 46), 280, x(face + 34), 410);
    pen.bezierCurveTo(x(face + 26), 470, x(face + 40), end - 50, x(face + 18), end);
    pen.bezierCurveTo(x(face - 22), end - 40, x(face + 6), 470, x(face - 8), 408);
    pen.bezierCurveTo(x(face - 22), 340, x(face * 0.5), 300, CX + part, 262);
    pen.closePath();
    fillHair(shot, build, falling(face, end));
  }
}

export const long: Hair = {
  back: (shot, build) => mane(shot, build, 810, 34),
  front: (shot, build) => locks(shot, build, shot.side * -34, 596),
};

export const bob: Hair = {
  back: (shot, build) => mane(shot, build, 606, 26),
  front: (shot, build) => locks(shot, build, shot.side * 22, 590),
};

export const curtains: Hair = {
  back: (shot, build) => mane(shot, build, 706, 44),
  front: (shot, build) => locks(shot, build, 0, 520),
};

export const bun: Hair = {
  back: (shot, build) => {
    shot.pen.beginPath();
    shot.pen.ellipse(CX - shot.side * 12, 178, 62, 56, 0, 0, Math.PI * 2);
    fillHair(shot, build, ringlet(shot));
  },
  front: (shot, build) => {
    cap(shot.pen, build, 9, [shot.side * -16, 284], 402);
    fillHair(shot, build, (pen, t) => {
      pen.moveTo(CX + (t - 0.5) * build.face * 2.3, 400);
      pen.quadraticCurveTo(CX + (t - 0.5) * build.face * 2, 240, CX, 200);
    });
  },
};
