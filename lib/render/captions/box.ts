import { createCanvas, type ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import type { FilmSize } from "@/lib/render/timeline";
import { familiesFor } from "./glyphs";
import { missingGlyphs } from "./missing-glyphs";
import { captionStyle } from "./style";
import { inOneLine } from "./words";

/** A caption in its box, and where it is in the film; all even, as colours are halved. */
export interface CaptionBox {
  left: number;
  top: number;
  /** Its colours are not multiplied by how opaque they are. */
  pixels: ImageData;
}

/** White on this reads well over a white picture too: 5.9 to 1. */
const ground = "rgba(10, 8, 7, 0.64)";
const ink = "#fffdf8";

/**
 * Sets the lines of a cue. `text` is all that its segment says: its fonts, and which way characters are drawn. `null` where
 * none of our fonts has anything of them.
 */
export function setCaption(lines: readonly string[], text: string, size: FilmSize): CaptionBox | null {
  const missing = new Set(missingGlyphs(text));
  const shown = lines.map((line) =>
    inOneLine(
      line.normalize("NFC").replace(/./gsu, (character) => (missing.has(character) ? "" : character)),
    ),
  );
  const set = shown.filter((line) => /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(line));
  if (set.length === 0) return null;
  const style = captionStyle(size);
  const families = familiesFor(text);
  const { fontSize, width } = fitted(set, families, style);
  const [boxWidth, boxHeight] = [
    evenUp(width + 2 * style.padding.across),
    evenUp(set.length * style.lineHeight + 2 * style.padding.down),
  ];
  const canvas = createCanvas(boxWidth, boxHeight);
  const pen = canvas.getContext("2d");
  pen.fillStyle = ground;
  pen.beginPath();
  pen.roundRect(0, 0, boxWidth, boxHeight, style.radius);
  pen.fill();
  pen.fillStyle = ink;
  write(pen, set, { families, fontSize, style });
  return {
    left: evenDown((size.width - boxWidth) / 2),
    top: evenDown(size.height - style.margin - boxHeight),
    pixels: pen.getImageData(0, 0, boxWidth, boxHeight),
  };
}

/** Letters are measured one word after another where lines are broken; here, a line as it will be drawn. */
function fitted(
  lines: readonly string[],
  families: string,
  { fontSize, lineWidth }: { fontSize: number; lineWidth: number },
) {
  const pen = createCanvas(1, 1).getContext("2d");
  pen.font = `${fontSize}px ${families}`;
  const width = Math.max(...lines.map((line) => pen.measureText(line).width));
  const scale = Math.min(1, lineWidth / width);
  return { fontSize: fontSize * scale, width: width * scale };
}

function write(
  pen: SKRSContext2D,
  lines: readonly string[],
  {
    families,
    fontSize,
    style,
  }: { families: string; fontSize: number; style: ReturnType<typeof captionStyle> },
): void {
  pen.font = `${fontSize}px ${families}`;
  pen.textAlign = "center";
  pen.direction = isRightToLeft(lines.join(" ")) ? "rtl" : "ltr";
  lines.forEach((line, n) => {
    const middle = style.padding.down + (n + 0.5) * style.lineHeight;
    // Capitals are 0.71 of the letters' size.
    pen.fillText(line, pen.canvas.width / 2, middle + fontSize * 0.357);
  });
}

/** By most of its letters: a sentence of Arabic may begin with a name in Latin. */
function isRightToLeft(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const fromRight = text.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)?.length ?? 0;
  return fromRight * 2 > letters;
}

const evenUp = (length: number): number => Math.ceil(length / 2) * 2;
const evenDown = (place: number): number => Math.floor(place / 2) * 2;
