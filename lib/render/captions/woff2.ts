/** A table of a WOFF2 file (its specification, section 4.1), and where it lies in the one stream that all are packed in. */
export interface Table {
  /** Its number in the specification's list of names. */
  name: number;
  /** What the directory says of it. */
  entry: Buffer;
  from: number;
  to: number;
  /** Bytes, once the font is put together again. */
  length: number;
}

export const tableNames = { characters: 0, glyphs: 10, places: 11, drawings: 36 };

/** Where its list of tables begins, and what stands in its place for a name that is written out. */
export const directoryAt = 48;
const writtenOut = 63;

/** The tables of a file, in the order of its stream, and the stream, as brotli packed it. */
export function readWoff2(file: Buffer): { tables: Table[]; packed: Buffer } {
  let at = directoryAt;
  const number = () => {
    let value = 0;
    for (;;) {
      const byte = file.readUInt8(at++);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  const tables: Table[] = [];
  for (let from = 0; tables.length < file.readUInt16BE(12);) {
    const start = at;
    const flags = file.readUInt8(at++);
    const name = flags & 63;
    if (name === writtenOut) at += 4;
    const length = number();
    // Version 3 of the glyphs, and version 0 of everything else, is what they are in any font.
    const isGlyphs = name === tableNames.glyphs || name === tableNames.places;
    const to = from + (flags >> 6 === (isGlyphs ? 3 : 0) ? length : number());
    tables.push({ name, entry: file.subarray(start, at), from, to, length });
    from = to;
  }
  return { tables, packed: file.subarray(at, at + file.readUInt32BE(20)) };
}
