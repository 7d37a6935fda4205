import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { directoryAt, readWoff2, tableNames } from "./woff2";

const [unpack, pack] = [promisify(brotliDecompress), promisify(brotliCompress)];

/**
 * A WOFF2 font without its drawings in SVG, for whoever draws its coloured glyphs otherwise: of a font of emoji, these are
 * five sixths. It is put together on another thread, where loading all of it would hold up this one for a quarter of a second.
 */
export async function withoutDrawings(file: Buffer): Promise<Buffer> {
  const { tables, packed } = readWoff2(file);
  const kept = tables.filter(({ name }) => name !== tableNames.drawings);
  const stream = await unpack(packed);
  const repacked = await pack(Buffer.concat(kept.map(({ from, to }) => stream.subarray(from, to))), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  });
  const head = Buffer.from(file.subarray(0, directoryAt));
  const entries = kept.map(({ entry }) => entry);
  const padding = Buffer.alloc((4 - (repacked.length % 4)) % 4);
  const lighter = Buffer.concat([head, ...entries, repacked, padding]);
  lighter.writeUInt32BE(lighter.length, 8);
  lighter.writeUInt16BE(kept.length, 12);
  // The size of the whole font: its header, 16 bytes for each table, and the tables, each to a multiple of 4.
  const whole = kept.reduce((sum, { length }) => sum + 16 + Math.ceil(length / 4) * 4, 12);
  lighter.writeUInt32BE(whole, 16);
  lighter.writeUInt32BE(repacked.length, 20);
  // Neither notes nor private data follow.
  lighter.fill(0, 28, directoryAt);
  return lighter;
}
