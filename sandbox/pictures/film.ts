import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { alpha } from "./color";
import type { Shot } from "./shot";

const TILE = 256;
let tile: Canvas | undefined;

/** Silver grain, drawn once and reused everywhere. */
export function grain(): Canvas {
  if (tile) return tile;
  const canvas = createCanvas(TILE, TILE);
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(TILE, TILE);
  const random = generator("grain");
  for (let i = 0; i < image.data.length; i += 4) {
    const value = 128 + (random() + random() + random() - 1.5) * 150;
    image.data.fill(value, i, i + 3);
    image.data[i + 3] = 255;
  }
  pen.putImageData(image, 0, 0);
  tile = canvas;
  return canvas;
}

/** The last step: the edges fall off, and the film has grain. */
export function develop({ pen, palette, side, random }: Shot, area: { width: number; height: number }): void {
  const { width, height } = area;
  const [x, y] = [width / 2 + side * width * 0.08, height * 0.44];
  const reach = Math.hypot(width, height) / 2;
  const edges = pen.createRadialGradient(x, y, reach * 0.5, x, y, reach * 1.12);
  edges.addColorStop(0, alpha(palette.shade, 0));
  edges.addColorStop(1, alpha(palette.shade, 0.6));
  pen.fillStyle = edges;
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.globalCompositeOperation = "overlay";
  pen.globalAlpha = 0.17;
  const [dx, dy] = [Math.floor(random() * TILE), Math.floor(random() * TILE)];
  for (let top = -dy; top < height; top += TILE) {
    for (let left = -dx; left < width; left += TILE) pen.drawImage(grain(), left, top);
  }
  pen.restore();
}
