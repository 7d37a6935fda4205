import { blueness, brightness, redness, type Planes } from "@/lib/render/planes";
import type { CaptionBox } from "./box";

/** A caption as frames take it: for each of the three planes, what stays of the picture and what is added. */
export interface Overlay {
  left: number;
  top: number;
  width: number;
  height: number;
  y: Layer;
  u: Layer;
  v: Layer;
}

/** Both in 256ths. */
interface Layer {
  stays: Uint16Array;
  added: Uint16Array;
}

/** Made once for each cue, so that laying it over a frame is cheap. */
export function toOverlay({ left, top, pixels: { data, width, height } }: CaptionBox): Overlay {
  const [y, u, v] = [layer(width * height), layer((width * height) / 4), layer((width * height) / 4)];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      const [r, g, b, opacity] = [
        data[at * 4] ?? 0,
        data[at * 4 + 1] ?? 0,
        data[at * 4 + 2] ?? 0,
        (data[at * 4 + 3] ?? 0) / 255,
      ];
      put(y, at, brightness(r, g, b), opacity);
      const colour = (row >> 1) * (width >> 1) + (column >> 1);
      put(u, colour, blueness(r, g, b), opacity / 4);
      put(v, colour, redness(r, g, b), opacity / 4);
    }
  }
  return { left, top, width, height, y, u, v };
}

/** Lays it over a frame. */
export function lay({ left, top, width, height, y, u, v }: Overlay, frame: Planes): void {
  layOver(y, frame.y, { left, top, width, height, across: frame.width });
  const half = {
    left: left / 2,
    top: top / 2,
    width: width / 2,
    height: height / 2,
    across: frame.width / 2,
  };
  layOver(u, frame.u, half);
  layOver(v, frame.v, half);
}

const layer = (size: number): Layer => ({
  stays: new Uint16Array(size).fill(256),
  added: new Uint16Array(size),
});

function put({ stays, added }: Layer, at: number, value: number, opacity: number): void {
  stays[at] = (stays[at] ?? 0) - Math.round(256 * opacity);
  added[at] = (added[at] ?? 0) + Math.round(256 * opacity) * value;
}

interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
  /** How wide the whole plane is. */
  across: number;
}

function layOver(
  { stays, added }: Layer,
  plane: Uint8Array,
  { left, top, width, height, across }: Area,
): void {
  for (let row = 0; row < height; row += 1) {
    let from = row * width;
    let to = (top + row) * across + left;
    for (let column = 0; column < width; column += 1) {
      plane[to] = ((plane[to] ?? 0) * (stays[from] ?? 0) + (added[from] ?? 0) + 128) >> 8;
      from += 1;
      to += 1;
    }
  }
}
