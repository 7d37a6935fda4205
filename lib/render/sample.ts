import type { View } from "./motion";
import type { Planes } from "./planes";

/**
 * Shows a view of a picture in a frame, between its pixels where it must be: a slow move stutters otherwise. `strength` of
 * 256 covers the frame; less lets through what is there.
 */
export function show(picture: Planes, { left, top, step }: View, frame: Planes, strength: number): void {
  const { width, height } = frame;
  const columns = columnsOf(left, step, width, picture.width);
  samplePlane(
    { pixels: picture.y, width: picture.width, height: picture.height },
    { pixels: frame.y, width, height },
    { columns, top, step },
    strength,
  );
  const half = { width: width / 2, height: height / 2 };
  const across = columnsOf(left / 2, step, half.width, picture.width / 2);
  for (const colour of ["u", "v"] as const) {
    samplePlane(
      { pixels: picture[colour], width: picture.width / 2, height: picture.height / 2 },
      { pixels: frame[colour], ...half },
      { columns: across, top: top / 2, step },
      strength,
    );
  }
}

interface Plane {
  pixels: Uint8Array;
  width: number;
  height: number;
}

/** For each column of a frame, the pixel at its left, and how far it is towards the next, in 256ths. */
interface Columns {
  at: Int32Array;
  parts: Int32Array;
}

function columnsOf(left: number, step: number, width: number, limit: number): Columns {
  const at = new Int32Array(width);
  const parts = new Int32Array(width);
  for (let column = 0; column < width; column += 1) {
    const place = within((column + 0.5) * step + left - 0.5, limit);
    at[column] = Math.min(Math.floor(place), limit - 2);
    parts[column] = Math.round((place - (at[column] ?? 0)) * 256);
  }
  return { at, parts };
}

const within = (place: number, limit: number): number => Math.min(Math.max(place, 0), limit - 1);

/** Each row of the picture is stretched once, as the rows of the frame below each other share it. */
function samplePlane(
  from: Plane,
  to: Plane,
  { columns, top, step }: { columns: Columns; top: number; step: number },
  strength: number,
): void {
  const { width, height } = to;
  let upper = new Int32Array(width);
  let lower = new Int32Array(width);
  let held = -2;
  for (let row = 0; row < height; row += 1) {
    const place = within((row + 0.5) * step + top - 0.5, from.height);
    const first = Math.min(Math.floor(place), from.height - 2);
    if (first === held + 1) {
      [upper, lower] = [lower, upper];
      stretch(from, first + 1, columns, lower);
    } else if (first !== held) {
      stretch(from, first, columns, upper);
      stretch(from, first + 1, columns, lower);
    }
    held = first;
    mix(upper, lower, Math.round((place - first) * 256), to.pixels, row * width, strength);
  }
}

function stretch({ pixels, width }: Plane, row: number, { at, parts }: Columns, into: Int32Array): void {
  const start = row * width;
  for (let column = 0; column < into.length; column += 1) {
    const from = start + (at[column] ?? 0);
    const pixel = pixels[from] ?? 0;
    into[column] = (pixel << 8) + ((pixels[from + 1] ?? 0) - pixel) * (parts[column] ?? 0);
  }
}

function mix(
  upper: Int32Array,
  lower: Int32Array,
  part: number,
  pixels: Uint8Array,
  start: number,
  strength: number,
): void {
  for (let column = 0; column < upper.length; column += 1) {
    const above = upper[column] ?? 0;
    const value = ((above << 8) + ((lower[column] ?? 0) - above) * part + 32768) >> 16;
    const there = pixels[start + column] ?? 0;
    pixels[start + column] = strength === 256 ? value : there + (((value - there) * strength + 128) >> 8);
  }
}
