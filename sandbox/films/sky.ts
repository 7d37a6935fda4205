import { createCanvas } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { alpha, mix } from "../pictures/color";
import type { Part, Stage } from "./stage";

/** Where the sun stands at a time: it sinks slowly, a little to the side. */
export function sunPath(
  { width, height, seconds, random }: Stage,
  horizon: number,
): (at: number) => { x: number; y: number } {
  const side = 0.34 + 0.32 * random();
  const drift = (random() - 0.5) * 0.08;
  return (at) => {
    const t = at / seconds;
    return { x: width * (side + drift * t), y: horizon - height * (0.2 - 0.13 * t) };
  };
}

/** The sky, the sun, and a few bands of cloud that pass before it. */
export function sky(stage: Stage, sun: (at: number) => { x: number; y: number }): Part {
  const { pen, width, height, tone } = stage;
  const backdrop = paintBackdrop(stage);
  const radius = Math.min(width, height) * 0.11;
  const halo = paintHalo(stage, radius);
  const clouds = Array.from({ length: 5 }, () => cloud(stage));
  return (at) => {
    pen.drawImage(backdrop, 0, 0);
    const { x, y } = sun(at);
    pen.drawImage(halo, x - halo.width / 2, y - halo.height / 2);
    pen.fillStyle = tone.light;
    pen.beginPath();
    pen.arc(x, y, radius, 0, Math.PI * 2);
    pen.fill();
    for (const part of clouds) part(at);
    pen.globalAlpha = 1;
  };

  function cloud({ random }: Stage): Part {
    const [y, speed, start] = [
      height * (0.12 + 0.38 * random()),
      width * (0.006 + 0.012 * random()),
      random(),
    ];
    const [long, thick] = [width * (0.18 + 0.3 * random()), height * (0.004 + 0.009 * random())];
    return (at) => {
      const x = ((start * width + speed * at + long) % (width + 2 * long)) - long;
      pen.globalAlpha = 0.32;
      pen.fillStyle = mix(tone.sky[1], tone.light, 0.35);
      pen.beginPath();
      pen.ellipse(x, y, long / 2, thick, 0, 0, Math.PI * 2);
      pen.ellipse(x + long * 0.2, y + thick * 1.6, long / 3, thick * 0.8, 0, 0, Math.PI * 2);
      pen.fill();
    };
  }
}

/** With a little grain, or a dark sky would fall into bands. */
function paintBackdrop({ width, height, tone }: Stage) {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  const gradient = pen.createLinearGradient(0, 0, 0, height * 0.8);
  tone.sky.forEach((color, n) => gradient.addColorStop([0, 0.5, 1][n] ?? 1, color));
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, width, height);
  const image = pen.getImageData(0, 0, width, height);
  const random = generator("grain");
  for (let i = 0; i < image.data.length; i += 4) {
    const noise = (random() - 0.5) * 7;
    for (let channel = i; channel < i + 3; channel += 1)
      image.data[channel] = (image.data[channel] ?? 0) + noise;
  }
  pen.putImageData(image, 0, 0);
  return canvas;
}

function paintHalo({ tone }: Stage, radius: number) {
  const size = Math.ceil(radius * 9);
  const canvas = createCanvas(size, size);
  const pen = canvas.getContext("2d");
  const glow = pen.createRadialGradient(size / 2, size / 2, radius * 0.8, size / 2, size / 2, size / 2);
  glow.addColorStop(0, alpha(tone.light, 0.55));
  glow.addColorStop(0.35, alpha(tone.light, 0.16));
  glow.addColorStop(0.7, alpha(tone.light, 0.04));
  glow.addColorStop(1, alpha(tone.light, 0));
  pen.fillStyle = glow;
  pen.fillRect(0, 0, size, size);
  return canvas;
}
