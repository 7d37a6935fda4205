import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { alpha, mix } from "../pictures/color";
import type { Part, Stage } from "./stage";

interface Row {
  depth: number;
  travel: number;
}

/** Three rows of houses that glide by; behind some windows there is light, and it changes. */
export function town(stage: Stage): Part {
  const { pen, width, seconds } = stage;
  const rows = [0, 0.5, 1].map((depth) => {
    const travel = width * (0.05 + 0.17 * depth);
    return { ...paintRow(stage, { depth, travel }), travel };
  });
  return (at) => {
    for (const { strip, lights, travel } of rows) {
      const shift = (-travel * at) / seconds;
      pen.drawImage(strip, shift, 0);
      for (const { x, y, size, phase } of lights) {
        pen.fillStyle = alpha(stage.tone.light, Number((0.5 + 0.4 * Math.sin(at * 0.8 + phase)).toFixed(2)));
        pen.fillRect(x + shift, y, size, size * 1.5);
      }
    }
  };
}

function paintRow(stage: Stage, { depth, travel }: Row) {
  const { width, height, tone, random } = stage;
  const strip = createCanvas(Math.ceil(width + travel), height);
  const pen = strip.getContext("2d");
  pen.fillStyle = mix(tone.far, tone.near, 0.25 + 0.75 * depth);
  const lights: { x: number; y: number; size: number; phase: number }[] = [];
  const unit = Math.min(width, height);
  for (let x = -unit * 0.05; x < strip.width;) {
    const wide = unit * (0.09 + 0.1 * random()) * (0.7 + 0.5 * depth);
    const top = height * (0.38 + 0.26 * depth) + height * 0.2 * random();
    house(pen, { x, top, wide, height, gable: random() < 0.4 });
    const size = unit * 0.011 * (0.6 + 0.8 * depth);
    for (let row = top + size * 4; row < height - size * 3; row += size * 4.4) {
      for (let column = x + size * 2; column < x + wide - size * 2; column += size * 3.2) {
        if (random() < 0.2 + 0.12 * depth) lights.push({ x: column, y: row, size, phase: random() * 40 });
      }
    }
    x += wide * (0.98 + 0.25 * random());
  }
  return { strip, lights };
}

function house(
  pen: SKRSContext2D,
  at: { x: number; top: number; wide: number; height: number; gable: boolean },
) {
  const { x, top, wide, height, gable } = at;
  pen.fillRect(x, top, wide, height - top);
  if (!gable) return;
  pen.beginPath();
  pen.moveTo(x, top + 1);
  pen.lineTo(x + wide / 2, top - wide * 0.4);
  pen.lineTo(x + wide, top + 1);
  pen.fill();
}
