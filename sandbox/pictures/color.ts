type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

function channel(n: number): string {
  return Math.min(255, Math.max(0, n)).toString(16).padStart(2, "0");
}

/** Between two `#rrggbb` colours; 0 is the first, 1 the second. */
export function mix(a: string, b: string, t: number): string {
  const [x, y] = [parse(a), parse(b)];
  const part = (i: 0 | 1 | 2) => channel(Math.round(x[i] + (y[i] - x[i]) * t));
  return `#${part(0)}${part(1)}${part(2)}`;
}

export const lighten = (color: string, t: number): string => mix(color, "#fff4e6", t);
export const darken = (color: string, t: number): string => mix(color, "#140a10", t);

/** The colour with an opacity from 0 to 1. */
export function alpha(hex: string, opacity: number): string {
  return `rgba(${parse(hex).join(",")},${opacity})`;
}

/** The same brightness without colour, slightly warm, as on fibre paper. */
export function gray(hex: string): string {
  const [r, g, b] = parse(hex);
  const l = Math.round(0.3 * r + 0.59 * g + 0.11 * b);
  return `#${channel(l + 3)}${channel(l)}${channel(l - 4)}`;
}
