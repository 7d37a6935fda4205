import { closeSync, openSync, readSync, statSync } from "node:fs";

const PIECE_BYTES = 64 * 1024;

/** Bytes that may be far more than lie in memory. */
export interface Content {
  byteLength: number;
  /** What tells it from any other, for an `ETag`. */
  identity: Buffer | string;
  /** From `start` up to `end` (excluded), a piece at a time. */
  pieces: (start: number, end: number) => Generator<Uint8Array>;
}

/** What lies in memory as it is. */
export function plain(bytes: Buffer): Content {
  return joined([bytes], bytes);
}

/** Parts that lie in memory, one after another. */
export function joined(parts: readonly Uint8Array[], identity: Buffer | string): Content {
  return {
    byteLength: parts.reduce((sum, part) => sum + part.byteLength, 0),
    identity,
    *pieces(start, end) {
      let at = 0;
      for (const part of parts) {
        const [from, to] = [Math.max(start - at, 0), Math.min(end - at, part.byteLength)];
        if (from < to) yield part.subarray(from, to);
        at += part.byteLength;
      }
    },
  };
}

/** What lies in a file. @throws where it is not there */
export function onDisk(path: string, identity: string): Content {
  return {
    byteLength: statSync(path).size,
    identity,
    *pieces(start, end) {
      const file = openSync(path, "r");
      try {
        for (let at = start; at < end;) {
          const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
          const length = readSync(file, piece, 0, piece.byteLength, at);
          if (length === 0) return;
          yield piece.subarray(0, length);
          at += length;
        }
      } finally {
        closeSync(file);
      }
    },
  };
}
