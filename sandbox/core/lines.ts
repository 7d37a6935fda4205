import { setImmediate } from "node:timers/promises";
import type { Content } from "./content";

const NEWLINE = 0x0a;

/**
 * The lines of a text, without their ends, one at a time: of a file of any size no more lies in memory than a piece and
 * a line. Between pieces others get their turn.
 */
export async function* linesOf(content: Content): AsyncGenerator<string> {
  let begun: Uint8Array[] = [];
  for (const piece of content.pieces(0, content.byteLength)) {
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...begun, piece.subarray(from, at)]).toString();
      begun = [];
      from = at + 1;
    }
    if (from < piece.byteLength) begun.push(piece.subarray(from));
    await setImmediate();
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString();
}
