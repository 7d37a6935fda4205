import { fileURLToPath } from "node:url";
import { GlobalFonts } from "@napi-rs/canvas";

const FILES = {
  "Darkroom Serif": "@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2",
  "Darkroom Italic": "@fontsource/instrument-serif/files/instrument-serif-latin-400-italic.woff2",
  "Darkroom Sans": "geist/dist/fonts/geist-sans/Geist-Medium.ttf",
} as const;

/** The family for `pen.font`, registered when it is first asked for: a bare machine has no fonts of its own. */
export function font(family: keyof typeof FILES): string {
  if (!GlobalFonts.has(family)) {
    const file = new URL(`../../node_modules/${FILES[family]}`, import.meta.url);
    GlobalFonts.registerFromPath(fileURLToPath(file), family);
  }
  return `"${family}"`;
}
