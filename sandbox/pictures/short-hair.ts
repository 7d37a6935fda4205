import { cap, fillHair, ringlet, type Hair } from "./hair-paint";
import { CX, type Pen } from "./shot";

const nothing = () => {};

/** Short hair lies from the crown outwards. */
const crown = (side: number, face: number) => (pen: Pen, t: number) => {
  const x = (t - 0.5) * 2;
  pen.moveTo(CX + side * 20 + x * face * 0.35, 196);
  pen.quadraticCurveTo(CX + x * face * 1.05, 230, CX + x * (face + 16), 290 + Math.abs(x) * 120);
};

export const crop: Hair = {
  back: nothing,
  front: (shot, build) => {
    cap(shot.pen, build, 12, [shot.side * -30, 276], 408);
    fillHair(shot, build, crown(shot.side, build.face));
  },
};

export const buzz: Hair = {
  back: nothing,
  front: (shot, build) => {
    shot.pen.save();
    shot.pen.globalAlpha = 0.86;
    cap(shot.pen, build, 4, [0, 280], 400);
    fillHair(shot, build, crown(shot.side, build.face));
    shot.pen.restore();
  },
};

export const swept: Hair = {
  back: nothing,
  front: (shot, build) => {
    const { pen, side } = shot;
    const { face } = build;
    const x = (n: number) => CX + side * n;
    pen.beginPath();
    pen.moveTo(x(-face - 10), 414);
    pen.bezierCurveTo(x(-face - 26), 300, x(-face * 0.9), 214, x(-face * 0.2), 196);
    pen.bezierCurveTo(x(face * 0.5), 158, x(face + 42), 208, x(face + 20), 300);
    pen.quadraticCurveTo(x(face + 16), 360, x(face + 8), 408);
    pen.quadraticCurveTo(x(face - 4), 372, x(face - 12), 336);
    pen.bezierCurveTo(x(face * 0.5), 322, x(-face * 0.2), 312, x(-face * 0.56), 282);
    pen.quadraticCurveTo(x(-face + 12), 318, x(-face + 8), 376);
    pen.closePath();
    fillHair(shot, build, (p, t) => {
      p.moveTo(x(-face * 0.62), 286 - t * 60);
      p.bezierCurveTo(x(-face * 0.1), 230 - t * 40, x(face * 0.6), 250 + t * 50, x(face + 20), 260 + t * 110);
    });
  },
};

export const curls: Hair = {
  back: (shot, build) => {
    const { pen } = shot;
    const size = build.feminine ? 62 : 44;
    pen.beginPath();
    for (let n = 0; n <= 16; n += 1) {
      const angle = Math.PI * (0.86 + (1.28 * n) / 16);
      const reach = build.face + (build.feminine ? 38 : 14);
      const [x, y] = [CX + Math.cos(angle) * reach, 366 + Math.sin(angle) * (reach + 8)];
      pen.moveTo(x + size, y);
      pen.arc(x, y, size * (0.84 + shot.random() * 0.3), 0, Math.PI * 2);
    }
    fillHair(shot, build, ringlet(shot));
  },
  front: (shot, build) => {
    const { pen } = shot;
    pen.beginPath();
    for (let n = 0; n <= 9; n += 1) {
      const angle = Math.PI * (1.06 + (0.88 * n) / 9);
      const [x, y] = [CX + Math.cos(angle) * (build.face - 2), 372 + Math.sin(angle) * (build.face + 6)];
      const size = 34 + shot.random() * 12;
      pen.moveTo(x + size, y);
      pen.arc(x, y, size, 0, Math.PI * 2);
    }
    fillHair(shot, build, ringlet(shot));
  },
};
