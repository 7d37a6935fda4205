import { fontWith, orderFor, visibleIn } from "./glyphs";

/** The characters of a text that none of our fonts has, each once. They are left out where captions are drawn. */
export function missingGlyphs(text: string): string[] {
  const order = orderFor(text);
  return visibleIn(text).filter((character) => !fontWith(character, order));
}
