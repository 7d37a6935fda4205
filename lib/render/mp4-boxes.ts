/** A box of an MP4: its name, and where it is and what it holds lie, in bytes. */
export interface Box {
  name: string;
  at: number;
  body: number;
  end: number;
}

/** The boxes on the way from the index to those that are changed. */
const folders = new Set(["moov", "trak", "mdia", "minf", "stbl"]);

/** They hold a time of creation, and one of change right behind it. */
const dated = new Set(["mvhd", "tkhd", "mdhd"]);

/** The box that begins there; `reach` is how far the last one goes that does not say. Throws where that is none. */
export function boxAt(bytes: Buffer, at: number, reach = bytes.length): Box {
  const name = bytes.toString("latin1", at + 4, at + 8);
  const size = bytes.readUInt32BE(at);
  if (size === 0) return { name, at, body: at + 8, end: reach };
  if (size === 1) return { name, at, body: at + 16, end: at + Number(bytes.readBigUInt64BE(at + 8)) };
  if (size < 8) throw new Error(`A box of ${size} bytes is none.`);
  return { name, at, body: at + 8, end: at + size };
}

/** Shows the boxes of an MP4, or of a part of it: their names, and what they hold, to be changed where it lies. */
export function eachBox(bytes: Buffer, see: (name: string, content: Buffer) => void): void {
  for (let at = 0; at + 8 <= bytes.length;) {
    const { name, body, end } = boxAt(bytes, at);
    const content = bytes.subarray(body, end);
    see(name, content);
    if (folders.has(name)) eachBox(content, see);
    at = end;
  }
}

/** Sets a box that tells when it was made to the beginning of time: it would have other bytes each time. */
export function undated(name: string, content: Buffer): void {
  // Version 1 has times of 64 bits.
  if (dated.has(name)) content.fill(0, 4, content[0] === 1 ? 20 : 12);
}
