import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GlobalFonts } from "@napi-rs/canvas";
import { coverageOf, type Coverage } from "./coverage";
import { chinese, fonts, japanese, type FontFile } from "./fonts";
import { withoutDrawings } from "./lighter-font";

/** Drawn as nothing by every font: joiners, marks of direction, variants. */
const isInvisible = (character: string): boolean =>
  /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}]/u.test(character);

/** The families for `pen.font` that a text needs, in the order in which a character is looked for; loaded when asked for. */
export function familiesFor(text: string): string {
  return fontsFor(text).map(loaded).join(", ") || "sans-serif";
}

/** Loads what takes long to load, so that `familiesFor` does not hold everybody up when it is called. */
export async function loadFonts(text: string): Promise<void> {
  const emoji = fontsFor(text).find(({ isComplete }) => isComplete);
  if (!emoji || GlobalFonts.has(emoji.family)) return;
  const lighter = await withoutDrawings(await readFile(placeOf(emoji)));
  if (!GlobalFonts.has(emoji.family)) GlobalFonts.register(lighter, emoji.family);
}

function fontsFor(text: string): FontFile[] {
  const order = orderFor(text);
  const needed = new Set(visibleIn(text).map((character) => fontWith(character, order)));
  return order.filter((font) => needed.has(font));
}

/** The characters of a text that are to be seen, each once. */
export const visibleIn = (text: string): string[] =>
  [...new Set(text.normalize("NFC"))].filter((character) => !isInvisible(character));

/** The first font of an order that has a character. */
export function fontWith(character: string, order: readonly FontFile[]): FontFile | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  return order.find((font) => font.worth.test(character) && (font.isComplete || coverage(font)(codePoint)));
}

/** Chinese and Japanese draw the same characters each in its own way. Only Japanese has kana. */
export function orderFor(text: string): readonly FontFile[] {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return fonts;
  return fonts.map((font) => (font === japanese ? chinese : font === chinese ? japanese : font));
}

const coverages = new Map<FontFile, Coverage>();

function coverage(font: FontFile): Coverage {
  const known = coverages.get(font);
  if (known) return known;
  const read = coverageOf(readFileSync(placeOf(font)));
  coverages.set(font, read);
  return read;
}

function loaded(font: FontFile): string {
  if (!GlobalFonts.has(font.family)) GlobalFonts.registerFromPath(placeOf(font), font.family);
  return `"${font.family}"`;
}

/** A bundler must not take this for a wish to carry the whole project along: next.config.ts names the files. */
const placeOf = ({ path }: FontFile): string => join(/* turbopackIgnore: true */ process.cwd(), path);
