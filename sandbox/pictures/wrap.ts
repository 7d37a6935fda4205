import type { SKRSContext2D } from "@napi-rs/canvas";

/** Breaks words into lines that fit, at most so many; what does not fit ends in an ellipsis. Uses the pen's font. */
export function wrap(pen: SKRSContext2D, text: string, limits: { width: number; lines: number }): string[] {
  const words = text.replace(/\s+/g, " ").trim().split(" ");
  const lines: string[] = [];
  let line = "";
  for (const [n, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || pen.measureText(longer).width <= limits.width) {
      line = longer;
      continue;
    }
    if (lines.length === limits.lines - 1)
      return [...lines, shorten(pen, [line, ...words.slice(n)].join(" "), limits.width)];
    lines.push(line);
    line = word;
  }
  return [...lines, shorten(pen, line, limits.width)];
}

function shorten(pen: SKRSContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && pen.measureText(`${text.slice(0, end).trimEnd()}…`).width > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
