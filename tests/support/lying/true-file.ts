import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { TrueWork } from "./true-work";

/** The file that a piece of work really made: the smallest of its sort, and no two alike. */
export function fileOf(work: TrueWork, sort: "picture" | "film"): Buffer {
  const mark = Buffer.from(`history ${work.history.seed}, work ${work.number}`);
  return sort === "picture" ? picture(mark) : film(mark);
}

export function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** One grey pixel as PNG, with a mark in a text chunk. */
function picture(mark: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const pixel = deflateSync(Buffer.from([0, 128]));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("tEXt", Buffer.concat([Buffer.from("mark\0"), mark])),
    chunk("IDAT", pixel),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** An MP4 file that has a beginning, and a mark. */
function film(mark: Buffer): Buffer {
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\0\0isommp41")),
    box("free", mark),
    box("mdat", mark),
  ]);
}

function box(type: string, data: Buffer): Buffer {
  return Buffer.concat([uint32(data.length + 8), Buffer.from(type), data]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
