import { msOf } from "./timeline";

/** One chapter of a film, and the frame it begins with. */
export interface Chapter {
  name: string;
  fromFrame: number;
}

/**
 * The list of chapters as players read it from a film's `chpl` box: times in units of 100 ns, names of 255 bytes at
 * most, 255 of them at most.
 */
export function chapterList(chapters: readonly Chapter[]): Uint8Array<ArrayBuffer> {
  const entries = chapters.slice(0, 255).map(({ name, fromFrame }) => {
    const words = Buffer.from(shortened(name, 255));
    const entry = Buffer.alloc(9 + words.length);
    entry.writeBigUInt64BE(BigInt(msOf(fromFrame)) * 10_000n);
    entry.writeUInt8(words.length, 8);
    words.copy(entry, 9);
    return entry;
  });
  // Version 1, no flags, and four bytes that nobody uses.
  return Uint8Array.from(Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, entries.length]), ...entries]));
}

/** As much of a text as so many bytes hold, in whole characters. */
function shortened(text: string, bytes: number): string {
  let kept = "";
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}
