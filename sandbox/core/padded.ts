import { joined, plain, type Content } from "./content";

const PIECE = new Uint8Array(1024 * 1024);
const HEADER_BYTES = 8;

/**
 * An MP4 of that many bytes: what it lacks is a `free` box at its end, which players pass over. As it is where there is
 * no room for one.
 */
export function padded(film: Buffer, byteLength: number): Content {
  const free = byteLength - film.byteLength;
  if (free < HEADER_BYTES) return plain(film);
  const header = Buffer.alloc(HEADER_BYTES);
  // A box of 4 GiB and more has another header; nobody asks for such films.
  header.writeUInt32BE(free);
  header.write("free", 4, "latin1");
  const head = joined([film, header], film);
  return {
    byteLength,
    identity: film,
    *pieces(start, end) {
      yield* head.pieces(start, end);
      for (let from = Math.max(start, head.byteLength); from < end; from += PIECE.byteLength)
        yield PIECE.subarray(0, Math.min(PIECE.byteLength, end - from));
    },
  };
}
