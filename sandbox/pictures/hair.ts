import { alpha, darken, lighten, mix } from "./color";
import type { Build } from "./person";
import { CX, pickFrom, type Pen, type Shot } from "./shot";

type Draw = (shot: Shot, build: Build) => void;

/** A hairstyle is what lies behind the head and what falls over it. */
export interface Hair {
  back: Draw;
  front: Draw;
}

/** The style belongs to the shot, the colour to the sitter. */
export function chooseHair({ random }: Shot, build: Build): Hair {
  return build.feminine
    ? pickFrom<Hair>([long, bob, bun, curls, curtains], random)
    : pickFrom<Hair>([crop, swept, curls, buzz, crop], random);
}

const nothing: Draw = () => {};

/** Fills the current path as hair: lit on one side, with strands that follow `flow`. */
function fillHair(
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
function cap(pen: Pen, { face }: Build, over: number, line: readonly [number, number], ears = 400): void {
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

/** Short hair lies from the crown outwards. */
const crown = (side: number, face: number) => (pen: Pen, t: number) => {
  const x = (t - 0.5) * 2;
  pen.moveTo(CX + side * 20 + x * face * 0.35, 196);
  pen.quadraticCurveTo(CX + x * face * 1.05, 230, CX + x * (face + 16), 290 + Math.abs(x) * 120);
};

const crop: Hair = {
  back: nothing,
  front: (shot, build) => {
    cap(shot.pen, build, 12, [shot.side * -30, 276], 408);
    fillHair(shot, build, crown(shot.side, build.face));
  },
};

const buzz: Hair = {
  back: nothing,
  front: (shot, build) => {
    shot.pen.save();
    shot.pen.globalAlpha = 0.86;
    cap(shot.pen, build, 4, [0, 280], 400);
    fillHair(shot, build, crown(shot.side, build.face));
    shot.pen.restore();
  },
};

const swept: Hair = {
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

const curls: Hair = {
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

const ringlet =
  ({ random }: Shot) =>
  (pen: Pen, t: number) => {
    const [x, y] = [CX - 190 + random() * 380, 190 + t * 260];
    pen.arc(x, y, 8 + random() * 18, random() * 6, random() * 6 + 4);
  };

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

const long: Hair = {
  back: (shot, build) => mane(shot, build, 810, 34),
  front: (shot, build) => locks(shot, build, shot.side * -34, 596),
};

const bob: Hair = {
  back: (shot, build) => mane(shot, build, 606, 26),
  front: (shot, build) => locks(shot, build, shot.side * 22, 590),
};

const curtains: Hair = {
  back: (shot, build) => mane(shot, build, 706, 44),
  front: (shot, build) => locks(shot, build, 0, 520),
};

const bun: Hair = {
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
