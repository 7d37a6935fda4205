import { mix, lighten } from "../pictures/color";
import { builds } from "./builds";
import type { Figure, Stand } from "./cast";
import { dimness } from "./light";
import type { View } from "./view";

/** An animal on four legs, seen from its side; `tall` is of a person's, and each kind has its own size. */
export function drawBeast(view: View, { beast, coat }: Figure, { x, foot, tall, way }: Stand): void {
  const { pen, tone, hour } = view;
  const build = builds[beast];
  const u = tall * build.size * 1.35;
  const dim = dimness[hour];
  const fur = mix(coat, tone.near, dim);
  const dark = mix(fur, tone.near, 0.5);
  const light = lighten(mix(fur, tone.light, 0.3), 0.06);
  const [long, thick] = [u * build.long, u * build.thick];
  const back = foot - u * build.leg - thick / 2;
  pen.save();
  pen.translate(x, 0);
  pen.scale(way, 1);
  tail();
  legs(dark, 0.06);
  body();
  legs(fur, 0);
  head();
  pen.restore();

  function body(): void {
    const paint = pen.createLinearGradient(0, back - thick * 0.6, 0, back + thick * 0.6);
    paint.addColorStop(0, light);
    paint.addColorStop(0.45, fur);
    paint.addColorStop(1, dark);
    pen.fillStyle = paint;
    pen.beginPath();
    pen.moveTo(-long * 0.5, back);
    pen.bezierCurveTo(
      -long * 0.5,
      back - thick * 0.7,
      long * 0.1,
      back - thick * 0.45,
      long * 0.42,
      back - thick * 0.5,
    );
    pen.bezierCurveTo(
      long * 0.56,
      back - thick * 0.3,
      long * 0.5,
      back + thick * 0.5,
      long * 0.3,
      back + thick * 0.5,
    );
    pen.bezierCurveTo(
      0,
      back + thick * 0.36,
      -long * 0.2,
      back + thick * 0.52,
      -long * 0.38,
      back + thick * 0.5,
    );
    pen.bezierCurveTo(-long * 0.48, back + thick * 0.4, -long * 0.5, back + thick * 0.2, -long * 0.5, back);
    pen.fill();
  }

  function legs(color: string, shift: number): void {
    pen.fillStyle = color;
    const wide = thick * 0.26;
    for (const at of [-0.4 + shift * 2, 0.3 + shift * 2]) {
      pen.beginPath();
      pen.moveTo(long * at - wide * 0.4, back);
      pen.lineTo(long * at + wide * 1.1, back);
      pen.lineTo(long * at + wide * 0.66, foot - wide * 0.3);
      pen.lineTo(long * at + wide * 1.1, foot);
      pen.lineTo(long * at - wide * 0.05, foot);
      pen.fill();
    }
  }

  function head(): void {
    const [hx, hy, r] = [
      long * 0.5 + u * build.neck * 0.55,
      back - thick * 0.4 - u * build.neck,
      u * build.head * 0.56,
    ];
    pen.fillStyle = fur;
    pen.beginPath();
    pen.moveTo(long * 0.2, back - thick * 0.44);
    pen.quadraticCurveTo(long * 0.38, back - thick * 0.5, hx - r * 0.9, hy);
    pen.lineTo(hx + r * 0.6, hy + r * 0.8);
    pen.quadraticCurveTo(long * 0.56, back - thick * 0.1, long * 0.46, back + thick * 0.3);
    pen.fill();
    if (build.hasAntlers) antlers(hx, hy, r);
    ears(hx, hy, r);
    pen.fillStyle = fur;
    pen.beginPath();
    pen.arc(hx, hy, r, 0, Math.PI * 2);
    pen.fill();
    const snout = u * build.snout;
    pen.beginPath();
    pen.moveTo(hx + r * 0.2, hy - r * 0.7);
    pen.quadraticCurveTo(hx + r + snout * 0.5, hy - r * 0.1, hx + r * 0.7 + snout, hy + r * 0.34);
    pen.quadraticCurveTo(hx + r * 0.6 + snout * 0.6, hy + r * 0.95, hx, hy + r * 0.95);
    pen.fill();
    pen.fillStyle = mix("#f0e4d0", fur, beast === "fox" || beast === "wolf" ? 0.2 : 0.75);
    pen.beginPath();
    pen.moveTo(hx + r * 0.1, hy + r * 0.4);
    pen.quadraticCurveTo(hx + r + snout * 0.4, hy + r * 0.36, hx + r * 0.66 + snout * 0.94, hy + r * 0.44);
    pen.quadraticCurveTo(hx + r * 0.6 + snout * 0.5, hy + r * 0.98, hx, hy + r * 0.95);
    pen.fill();
    pen.fillStyle = mix("#15100e", tone.near, 0.2);
    pen.beginPath();
    pen.arc(hx + r * 0.7 + snout, hy + r * 0.32, r * 0.17, 0, Math.PI * 2);
    pen.arc(hx + r * 0.36, hy - r * 0.1, r * 0.14, 0, Math.PI * 2);
    pen.fill();
  }

  function ears(hx: number, hy: number, r: number): void {
    const shapes = { point: [0.5, 1.5], long: [0.34, 3], round: [0.5, 0.9], drop: [0.5, 1.1] } as const;
    const [wide, tallEar] = shapes[build.ear];
    for (const [at, color] of [
      [-0.1, dark],
      [-0.55, fur],
    ] as const) {
      pen.fillStyle = color;
      pen.beginPath();
      if (build.ear === "round") pen.arc(hx + at * r, hy - r * 0.85, r * wide, 0, Math.PI * 2);
      else if (build.ear === "drop")
        pen.ellipse(hx + (at - 0.3) * r, hy - r * 0.35, r * 0.32, r * tallEar * 0.7, 0.6, 0, Math.PI * 2);
      else {
        pen.moveTo(hx + (at - wide * 0.6) * r, hy - r * 0.5);
        pen.quadraticCurveTo(hx + (at - 0.4) * r, hy - r * tallEar, hx + at * r, hy - r * (0.6 + tallEar));
        pen.quadraticCurveTo(hx + (at + 0.4) * r, hy - r * tallEar * 0.9, hx + (at + wide) * r, hy - r * 0.5);
      }
      pen.fill();
    }
  }

  function antlers(hx: number, hy: number, r: number): void {
    pen.strokeStyle = mix("#b9a184", tone.near, 0.3);
    pen.lineWidth = r * 0.18;
    pen.lineCap = "round";
    for (const lean of [-0.4, 0.5]) {
      pen.beginPath();
      pen.moveTo(hx - r * 0.2, hy - r * 0.7);
      pen.quadraticCurveTo(hx + lean * r * 2, hy - r * 2, hx + lean * r * 1.6, hy - r * 3.4);
      pen.moveTo(hx + lean * r * 1.2, hy - r * 1.9);
      pen.lineTo(hx + lean * r * 3, hy - r * 2.7);
      pen.stroke();
    }
  }

  function tail(): void {
    pen.fillStyle = build.tail === "bush" ? fur : dark;
    pen.strokeStyle = fur;
    pen.lineCap = "round";
    const [tx, ty] = [-long * 0.47, back - thick * 0.2];
    pen.beginPath();
    switch (build.tail) {
      case "bush":
        pen.moveTo(tx + long * 0.06, ty - thick * 0.1);
        pen.bezierCurveTo(
          tx - long * 0.24,
          ty - thick * 0.2,
          tx - long * 0.5,
          ty + thick * 0.1,
          tx - long * 0.62,
          ty + thick * 0.85,
        );
        pen.bezierCurveTo(
          tx - long * 0.36,
          ty + thick * 1.15,
          tx - long * 0.1,
          ty + thick * 0.8,
          tx + long * 0.06,
          ty + thick * 0.3,
        );
        pen.fill();
        return;
      case "thin":
        pen.lineWidth = thick * 0.16;
        pen.moveTo(tx, ty);
        pen.bezierCurveTo(
          tx - long * 0.26,
          ty - thick * 0.2,
          tx - long * 0.16,
          ty - thick * 1.1,
          tx - long * 0.34,
          ty - thick * 1.3,
        );
        pen.stroke();
        return;
      case "hair":
        pen.moveTo(tx + long * 0.04, ty - thick * 0.1);
        pen.bezierCurveTo(
          tx - long * 0.22,
          ty,
          tx - long * 0.16,
          ty + thick,
          tx - long * 0.14,
          ty + thick * 1.7,
        );
        pen.bezierCurveTo(
          tx - long * 0.04,
          ty + thick,
          tx,
          ty + thick * 0.4,
          tx + long * 0.04,
          ty + thick * 0.2,
        );
        pen.fill();
        return;
      case "stub":
        pen.arc(tx, ty, thick * 0.2, 0, Math.PI * 2);
        pen.fill();
    }
  }
}
