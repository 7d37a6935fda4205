import { createCanvas } from "@napi-rs/canvas";
import { familiesFor } from "./glyphs";

const pen = createCanvas(1, 1).getContext("2d");

/** Noto's emoji are all equally wide, in letters' sizes: no need to load them in order to lay lines out. */
const emojiWidth = 1.275;
const emoji = /\p{RGI_Emoji}/gv;

/** How wide words are that are set in letters of this size, in pixels: of one text, so that its fonts are found once. */
export function measureIn(text: string, fontSize: number): (words: string) => number {
  const families = familiesFor(text.replaceAll(emoji, ""));
  return (words) => {
    pen.font = `${fontSize}px ${families}`;
    const count = words.match(emoji)?.length ?? 0;
    return pen.measureText(words.replaceAll(emoji, "")).width + count * emojiWidth * fontSize;
  };
}
