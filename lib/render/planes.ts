import type { FilmSize } from "./timeline";

/** A picture as films have it: brightness, and at half the width and height two colours. BT.709, 16 to 235. */
export interface Planes extends FilmSize {
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
}

/** Planes of even width and height, in one piece of memory: as an encoder takes them. */
export function planesOf({ width, height }: FilmSize): Planes & { bytes: Buffer } {
  const size = width * height;
  const bytes = Buffer.alloc((size * 3) / 2);
  return {
    width,
    height,
    bytes,
    y: bytes.subarray(0, size),
    u: bytes.subarray(size, (size * 5) / 4),
    v: bytes.subarray((size * 5) / 4),
  };
}

/** Writes rows of RGBA (opaque) into planes from row `top` on; an even number of rows, from an even one. */
export function writeRows({ width, y, u, v }: Planes, rgba: Uint8ClampedArray, top: number): void {
  const rows = rgba.length / 4 / width;
  for (let row = 0; row < rows; row += 2) {
    let at = row * width * 4;
    let bright = (top + row) * width;
    let colour = ((top + row) * width) / 4;
    for (let column = 0; column < width; column += 2) {
      let [red, green, blue] = [0, 0, 0];
      for (const below of [0, width]) {
        for (const right of [0, 1]) {
          const from = at + (below + right) * 4;
          const [r, g, b] = [rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0];
          y[bright + below + right] = brightness(r, g, b);
          red += r;
          green += g;
          blue += b;
        }
      }
      u[colour] = blueness(red / 4, green / 4, blue / 4);
      v[colour] = redness(red / 4, green / 4, blue / 4);
      at += 8;
      bright += 2;
      colour += 1;
    }
  }
}

/** BT.709 of 8 bits, in its limited range. */
export const brightness = (r: number, g: number, b: number): number =>
  Math.round(16 + 0.18259 * r + 0.61423 * g + 0.06201 * b);
export const blueness = (r: number, g: number, b: number): number =>
  Math.round(128 - 0.10064 * r - 0.33857 * g + 0.43922 * b);
export const redness = (r: number, g: number, b: number): number =>
  Math.round(128 + 0.43922 * r - 0.39894 * g - 0.04027 * b);
