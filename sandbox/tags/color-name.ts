/** The plain words that colours are named with. */
export const colorNames = [
  "black",
  "white",
  "gray",
  "red",
  "orange",
  "brown",
  "yellow",
  "green",
  "turquoise",
  "blue",
  "purple",
  "pink",
] as const;
export type ColorName = (typeof colorNames)[number];

/** What a person would call it; channels from 0 to 255. */
export function colorName(red: number, green: number, blue: number): ColorName {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const lightness = (most + least) / 2;
  const range = most - least;
  if (lightness < 0.1) return "black";
  if (lightness > 0.93) return "white";
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  if (range < 0.08 || saturation < 0.12)
    return lightness < 0.2 ? "black" : lightness > 0.85 ? "white" : "gray";
  return hueName(hueOf(r, g, b, most, range), lightness, saturation);
}

/** From 0 to 360. */
function hueOf(r: number, g: number, b: number, most: number, range: number): number {
  if (most === r) return (60 * ((g - b) / range) + 360) % 360;
  return most === g ? 60 * ((b - r) / range) + 120 : 60 * ((r - g) / range) + 240;
}

function hueName(hue: number, lightness: number, saturation: number): ColorName {
  if (hue >= 345 || hue < 15) return lightness > 0.72 ? "pink" : "red";
  if (hue < 45) return lightness < 0.4 || saturation < 0.4 ? "brown" : "orange";
  if (hue < 70) return lightness < 0.3 ? "brown" : "yellow";
  if (hue < 165) return "green";
  if (hue < 195) return "turquoise";
  if (hue < 255) return "blue";
  return hue < 300 ? "purple" : "pink";
}
