import { createCanvas } from "@napi-rs/canvas";
import { alpha, mix } from "../pictures/color";
import type { Part, Stage } from "./stage";

const LAYERS = 5;

/** Ranges of hills one behind the other; the nearer, the darker and the faster they pass. */
export function hills(stage: Stage, horizon: number): Part {
  const { pen, width, height, seconds } = stage;
  const layers = Array.from({ length: LAYERS }, (_, n) => {
    const depth = n / (LAYERS - 1);
    const travel = width * (0.03 + 0.22 * depth ** 1.6);
    const strip = paintRange(stage, {
      depth,
      top: horizon - height * (0.1 - 0.36 * depth),
      long: width + travel,
    });
    return { strip, travel };
  });
  return (at) => {
    for (const { strip, travel } of layers) pen.drawImage(strip, (-travel * at) / seconds, 0);
  };
}

function paintRange({ height, tone, random }: Stage, range: { depth: number; top: number; long: number }) {
  const { depth, top, long } = range;
  const canvas = createCanvas(Math.ceil(long), height);
  const pen = canvas.getContext("2d");
  const waves = Array.from({ length: 4 }, (_, n) => ({
    length: (height * (1.5 - 0.3 * n)) / (n + 1),
    size: (height * (0.055 + 0.03 * depth)) / (n + 1),
    phase: random() * Math.PI * 2,
  }));
  const color = mix(tone.far, tone.near, depth ** 0.8);
  const mist = pen.createLinearGradient(0, top - height * 0.1, 0, top + height * 0.32);
  mist.addColorStop(0, color);
  mist.addColorStop(1, depth === 1 ? color : mix(color, tone.sky[2], 0.45 * (1 - depth)));
  pen.fillStyle = mist;
  pen.beginPath();
  pen.moveTo(0, height);
  for (let x = 0; x <= canvas.width; x += 2) {
    pen.lineTo(
      x,
      top + waves.reduce((sum, w) => sum + w.size * Math.sin((x / w.length) * Math.PI * 2 + w.phase), 0),
    );
  }
  pen.lineTo(canvas.width, height);
  pen.fill();
  pen.strokeStyle = alpha(tone.light, 0.22 * (1 - depth));
  pen.lineWidth = 1;
  pen.stroke();
  return canvas;
}
