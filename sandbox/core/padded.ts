const PIECE = new Uint8Array(1024 * 1024);
const HEADER_BYTES = 8;

/** Bytes that may be far more than lie in memory. */
export interface Content {
  byteLength: number;
  /** What tells it from any other, for an `ETag`. */
  bytes: Buffer;
  /** From `start` up to `end` (excluded), a piece at a time. */
  pieces: (start: number, end: number) => Generator<Uint8Array>;
}

/** What lies in memory as it is. */
export function plain(bytes: Buffer): Content {
  return padded(bytes, 0);
}

/**
 * An MP4 of that many bytes: what it lacks is a `free` box at its end, which players pass over. As it is where there is
 * no room for one.
 */
export function padded(film: Buffer, byteLength: number): Content {
  const free = byteLength - film.byteLength;
  if (free < HEADER_BYTES) return contentOf([film], film.byteLength, film);
  const header = Buffer.alloc(HEADER_BYTES);
  // A box of 4 GiB and more has another header; nobody asks for such films.
  header.writeUInt32BE(free);
  header.write("free", 4, "latin1");
  return contentOf([film, header], byteLength, film);
}

/** These bytes, and zeros behind them. */
function contentOf(parts: readonly Buffer[], byteLength: number, bytes: Buffer): Content {
  return {
    byteLength,
    bytes,
    *pieces(start, end) {
      let at = 0;
      for (const part of parts) {
        const [from, to] = [Math.max(start - at, 0), Math.min(end - at, part.byteLength)];
        if (from < to) yield part.subarray(from, to);
        at += part.byteLength;
      }
      for (let from = Math.max(start, at); from < end; from += PIECE.byteLength)
        yield PIECE.subarray(0, Math.min(PIECE.byteLength, end - from));
    },
  };
}
