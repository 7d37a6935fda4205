import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { alpha, darken, lighten, mix } from "./color";

/** A view being drawn, in pixels. */
interface View {
  pen: SKRSContext2D;
  width: number;
  height: number;
  random: () => number;
  hour: Hour;
}

/** The light of a time of day: sky from top to horizon, what gives the light, and how dark the land is. */
interface Hour {
  sky: readonly [string, string];
  lamp: string;
  land: string;
}

const hours: readonly [Hour, ...Hour[]] = [
  { sky: ["#5b6f9e", "#f3c9a5"], lamp: "#ffe9c4", land: "#3f4a5c" },
  { sky: ["#3f8fd0", "#d8ecf5"], lamp: "#fffbe8", land: "#3f7a4a" },
  { sky: ["#35305e", "#f0814a"], lamp: "#ffcf70", land: "#3a2430" },
  { sky: ["#0c1226", "#2c3a63"], lamp: "#e8ecf5", land: "#0d1420" },
  { sky: ["#8d9aa5", "#dde1e0"], lamp: "#f2f2ee", land: "#5b6660" },
  { sky: ["#7a4a86", "#f6b6a8"], lamp: "#fff0d8", land: "#4a2f55" },
];

/** Lying, upright and square, as a folder of photos is. */
const sizes = [
  { width: 960, height: 640 },
  { width: 640, height: 960 },
  { width: 800, height: 800 },
  { width: 960, height: 640 },
] as const;

const places = [hills, sea, dunes, forest, city, snow] as const;

/** The nth photo (JPEG) of a folder of landscapes: always the same one, and all different in colour, light and shape. */
export function renderSampleScene(n: number): Promise<Buffer> {
  const { width, height } = sizes[n % sizes.length] ?? sizes[0];
  const canvas = createCanvas(width, height);
  const random = generator("scene", n);
  const hour = hours[Math.floor(random() * hours.length)] ?? hours[0];
  const view: View = { pen: canvas.getContext("2d"), width, height, random, hour };
  drawSky(view);
  const place = places[n % places.length] ?? hills;
  place(view);
  return canvas.encode("jpeg", 86);
}

function drawSky({ pen, width, height, random, hour }: View): void {
  const sky = pen.createLinearGradient(0, 0, 0, height * 0.66);
  sky.addColorStop(0, hour.sky[0]);
  sky.addColorStop(1, hour.sky[1]);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  const [x, y] = [width * (0.2 + 0.6 * random()), height * (0.14 + 0.28 * random())];
  const radius = Math.min(width, height) * (0.04 + 0.04 * random());
  const glow = pen.createRadialGradient(x, y, radius * 0.6, x, y, radius * 6);
  glow.addColorStop(0, alpha(hour.lamp, 0.55));
  glow.addColorStop(1, alpha(hour.lamp, 0));
  pen.fillStyle = glow;
  pen.fillRect(0, 0, width, height);
  disc(pen, x, y, radius, hour.lamp);
}

function disc(pen: SKRSContext2D, x: number, y: number, radius: number, color: string): void {
  pen.fillStyle = color;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

/** A ridge across the picture at this height (0 to 1 from the top), `rough` of the height up and down. */
function ridge({ pen, width, height, random }: View, level: number, rough: number, color: string): void {
  const [a, b, c] = [random() * 6, random() * 6, 1 + random() * 2];
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(0, height);
  for (let x = 0; x <= width; x += 6) {
    const at = (x / width) * Math.PI * 2;
    const wave = Math.sin(at * c + a) * 0.6 + Math.sin(at * 2.7 * c + b) * 0.3 + Math.sin(at * 7 + a) * 0.1;
    pen.lineTo(x, height * (level + wave * rough));
  }
  pen.lineTo(width, height);
  pen.fill();
}

/** Ridge behind ridge, the far ones in haze. */
function layers(view: View, base: string, first: number, rough: number): void {
  for (const [n, level] of [0, 0.1, 0.22, 0.36].entries()) {
    ridge(view, first + level, rough * (1 - n * 0.14), mix(view.hour.sky[1], base, 0.3 + n * 0.23));
  }
}

function hills(view: View): void {
  layers(view, mix(view.hour.land, "#4f8a45", 0.45), 0.5, 0.07);
}

function dunes(view: View): void {
  layers(view, mix(view.hour.land, "#d69a4e", 0.7), 0.55, 0.05);
}

function snow(view: View): void {
  layers(view, lighten(mix(view.hour.land, "#ffffff", 0.72), 0.2), 0.46, 0.11);
}

function sea(view: View): void {
  const { pen, width, height, random, hour } = view;
  const horizon = height * (0.5 + 0.08 * random());
  const water = pen.createLinearGradient(0, horizon, 0, height);
  water.addColorStop(0, mix(hour.sky[1], "#1f6f8f", 0.45));
  water.addColorStop(1, mix(darken(hour.sky[0], 0.35), "#0f4a66", 0.5));
  pen.fillStyle = water;
  pen.fillRect(0, horizon, width, height - horizon);
  pen.fillStyle = alpha(hour.lamp, 0.3);
  for (let n = 0; n < 46; n++) {
    const deep = random() ** 1.6;
    const long = width * (0.03 + 0.16 * deep) * random();
    pen.fillRect(random() * width, horizon + deep * (height - horizon), long, 1 + deep * 4);
  }
  if (random() < 0.5) sail(view, horizon);
}

function sail({ pen, width, height, random, hour }: View, horizon: number): void {
  const [x, tall] = [width * (0.25 + 0.5 * random()), height * 0.1];
  pen.fillStyle = lighten(hour.lamp, 0.5);
  pen.beginPath();
  pen.moveTo(x, horizon - tall);
  pen.lineTo(x + tall * 0.55, horizon);
  pen.lineTo(x, horizon);
  pen.fill();
  pen.fillStyle = darken(hour.land, 0.4);
  pen.fillRect(x - tall * 0.2, horizon, tall * 0.9, tall * 0.12);
}

function forest(view: View): void {
  const { pen, width, height, random, hour } = view;
  for (const row of [0, 1, 2]) {
    pen.fillStyle = mix(hour.sky[1], mix(hour.land, "#1f4a33", 0.55), 0.45 + row * 0.27);
    const [ground, tall] = [height * (0.7 + row * 0.13), height * (0.2 + row * 0.09)];
    pen.fillRect(0, ground, width, height - ground);
    for (let x = -tall; x < width + tall; x += tall * (0.16 + 0.22 * random())) {
      const top = ground - tall * (0.6 + 0.5 * random());
      pen.beginPath();
      pen.moveTo(x, top);
      pen.lineTo(x + tall * 0.17, ground + 2);
      pen.lineTo(x - tall * 0.17, ground + 2);
      pen.fill();
    }
  }
}

function city(view: View): void {
  const { pen, width, height, random, hour } = view;
  for (const row of [0, 1]) {
    const wall = mix(hour.sky[1], darken(mix(hour.land, "#55596a", 0.6), 0.3), 0.5 + row * 0.42);
    for (let x = 0; x < width;) {
      const wide = width * (0.05 + 0.08 * random());
      const top = height * (0.36 + row * 0.16 + 0.26 * random());
      pen.fillStyle = wall;
      pen.fillRect(x, top, wide + 1, height - top);
      pen.fillStyle = alpha(hour.lamp, row === 0 ? 0.25 : 0.7);
      for (let y = top + 12; y < height - 12; y += 22) {
        for (let at = x + 8; at < x + wide - 10; at += 16) if (random() < 0.35) pen.fillRect(at, y, 7, 11);
      }
      x += wide;
    }
  }
}
