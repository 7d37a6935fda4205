import { createCanvas, loadImage } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { colorName, colorNames, type ColorName } from "./color-name";

/** What can be said of a picture without knowing what is in it. */
export interface Look {
  /** 3 to 12. */
  tags: string[];
  caption: string;
  /** 1 to 5, the commonest first. */
  colors: ColorName[];
}

/** To this size pictures are made smaller before their pixels are looked at. */
const SIDE = 32;
/** A colour of less than this share of the picture is not named. */
const SEEN = 0.06;

interface Impression {
  colors: ColorName[];
  light: "bright" | "dark" | "soft light";
  shape: "portrait" | "landscape" | "square";
  more: string[];
}

/** Looks at a picture's own pixels; `null` where it cannot be read as one. */
export async function lookAt(bytes: Buffer): Promise<Look | null> {
  const image = await loadImage(bytes).catch(() => null);
  if (!image || image.width === 0 || image.height === 0) return null;
  const pen = createCanvas(SIDE, SIDE).getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.drawImage(image, 0, 0, SIDE, SIDE);
  const { data } = pen.getImageData(0, 0, SIDE, SIDE);
  return inWords(impression(data, image.width / image.height));
}

/** For a picture that is not to be fetched: the same address always looks the same. */
export function guessFrom(url: string): Look {
  const random = generator(url);
  const one = <T>(choices: readonly [T, ...T[]]): T =>
    choices[Math.floor(random() * choices.length)] ?? choices[0];
  const colors = new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => one(colorNames)));
  return inWords({
    colors: [...colors],
    light: one(["bright", "dark", "soft light"]),
    shape: one(["portrait", "landscape", "square"]),
    more: [one(["warm", "cool"]), one(["colorful", "muted"])],
  });
}

function impression(pixels: Uint8ClampedArray, proportion: number): Impression {
  const counts = new Map<ColorName, number>();
  const count = pixels.length / 4;
  let [light, squares, warmth, range] = [0, 0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
    const name = colorName(r, g, b);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const luminance = (0.299 * r + 0.587 * g + 0.114 * b) / 255;
    light += luminance / count;
    squares += luminance ** 2 / count;
    warmth += (r - b) / 255 / count;
    range += (Math.max(r, g, b) - Math.min(r, g, b)) / 255 / count;
  }
  const contrast = Math.sqrt(Math.max(0, squares - light ** 2));
  const ranked = [...counts].toSorted(([, a], [, b]) => b - a);
  const seen = ranked.filter(([, times], place) => place === 0 || times / count >= SEEN);
  return {
    colors: seen.slice(0, 5).map(([name]) => name),
    light: light > 0.62 ? "bright" : light < 0.35 ? "dark" : "soft light",
    shape: proportion > 1.05 ? "landscape" : proportion < 0.95 ? "portrait" : "square",
    more: [
      ...(Math.abs(warmth) > 0.06 ? [warmth > 0 ? "warm" : "cool"] : []),
      ...(range > 0.4 ? ["colorful"] : range < 0.06 ? ["monochrome"] : range < 0.15 ? ["muted"] : []),
      ...(contrast > 0.25 ? ["high contrast"] : contrast < 0.05 ? ["plain"] : []),
    ],
  };
}

function inWords({ colors, light, shape, more }: Impression): Look {
  const [last = "", ...rest] = colors.toReversed();
  const inColors = rest.length > 0 ? `${rest.toReversed().join(", ")} and ${last}` : last;
  const lit = light === "soft light" ? "softly lit" : light;
  return {
    tags: [...new Set([...colors, light, shape, ...more])],
    caption: `A ${lit} ${shape} picture in ${inColors}.`,
    colors,
  };
}
