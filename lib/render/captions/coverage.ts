import { brotliDecompressSync } from "node:zlib";
import { readWoff2, tableNames } from "./woff2";

/** Whether a font has a character, by its code point. */
export type Coverage = (codePoint: number) => boolean;

/** What a WOFF2 file has, by its own table of characters (`cmap`). Throws where it has none that we can read. */
export function coverageOf(woff2: Buffer): Coverage {
  const cmap = cmapOf(woff2);
  const count = cmap.readUInt16BE(2);
  const subtables = Array.from({ length: count }, (_, n) => cmap.subarray(cmap.readUInt32BE(8 + n * 8)));
  const full = subtables.find((table) => table.readUInt16BE(0) === 12);
  const basic = subtables.find((table) => table.readUInt16BE(0) === 4);
  if (full) return groupsOf(full);
  if (basic) return segmentsOf(basic);
  throw new Error("A font has no table of characters.");
}

function cmapOf(woff2: Buffer): Buffer {
  const { tables, packed } = readWoff2(woff2);
  const table = tables.find(({ name }) => name === tableNames.characters);
  if (!table) throw new Error("A font has no table of characters.");
  // A copy, as the rest of the stream is large.
  return Buffer.from(brotliDecompressSync(packed).subarray(table.from, table.to));
}

/** Format 12: groups of characters that follow each other. */
function groupsOf(table: Buffer): Coverage {
  const ranges = Array.from({ length: table.readUInt32BE(12) }, (_, n) => ({
    from: table.readUInt32BE(16 + n * 12),
    to: table.readUInt32BE(20 + n * 12),
  }));
  return (codePoint) => ranges.some(({ from, to }) => from <= codePoint && codePoint <= to);
}

/** Format 4: segments of 16 bits, whose glyphs are their character and a difference, or stand in a list. */
function segmentsOf(table: Buffer): Coverage {
  const width = table.readUInt16BE(6);
  const [ends, starts, differences, lists] = [14, 16 + width, 16 + 2 * width, 16 + 3 * width];
  return (codePoint) => {
    for (let at = 0; at < width; at += 2) {
      if (table.readUInt16BE(ends + at) < codePoint) continue;
      const start = table.readUInt16BE(starts + at);
      if (start > codePoint) return false;
      const list = table.readUInt16BE(lists + at);
      if (list === 0) return ((codePoint + table.readUInt16BE(differences + at)) & 0xffff) !== 0;
      return table.readUInt16BE(lists + at + list + (codePoint - start) * 2) !== 0;
    }
    return false;
  };
}
