import type { FilmSize } from "@/lib/render/timeline";

/** How captions are set in a film of some size. Pixels. */
export interface CaptionStyle {
  fontSize: number;
  lineHeight: number;
  /** The widest that a line may be. */
  lineWidth: number;
  /** Around the lines, within their box. */
  padding: { across: number; down: number };
  radius: number;
  /** Below the box. */
  margin: number;
}

/** So many times the size of its letters is a line wide at most: forty letters or so, as subtitles have it. */
const widest = 23;

/** Letters by the shorter side, so that they are as large on a phone's film as on a screen's. */
export function captionStyle({ width, height }: FilmSize): CaptionStyle {
  const fontSize = Math.max(10, Math.round(Math.min(width, height) * 0.05));
  const across = Math.round(fontSize * 0.6);
  return {
    fontSize,
    lineHeight: Math.round(fontSize * 1.4),
    lineWidth: Math.min(widest * fontSize, Math.floor(width * 0.9) - 2 * across),
    padding: { across, down: Math.round(fontSize * 0.34) },
    radius: Math.round(fontSize * 0.32),
    // What shows upright films lays its own buttons over their foot.
    margin: Math.round(height * (height > width ? 0.14 : 0.065)),
  };
}
