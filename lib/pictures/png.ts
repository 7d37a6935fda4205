import type { Anatomy } from "./anatomy";
import { KeptParts, saysAt, viewOf } from "./kept-parts";
import { orientationIn, type Orientation } from "./orientation";

/** Chunks that make the pixels and their colours (PNG, third edition, section 11). Any other is a note, or a film's. */
const partsOfPicture = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI pHYs".split(" "),
);

/**
 * A PNG's chunks of length, type, data and checksum up to IEND; `null` where it breaks off. Of an animated one the still
 * picture stays that it has for those who cannot show it moving.
 */
export function pngAnatomy(bytes: Uint8Array): Anatomy | null {
  if (!saysAt(bytes, 8, "\0\0\0\rIHDR") || bytes.length < 33) return null;
  const view = viewOf(bytes);
  const colours = view.getUint8(25);
  let isClear = colours === 4 || colours === 6;
  let orientation: Orientation = 1;
  const kept = new KeptParts(bytes);
  kept.keep(0, 8);
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (partsOfPicture.has(type)) kept.keep(at, end);
    if (type === "tRNS") isClear = true;
    if (type === "eXIf") orientation = orientationIn(bytes.subarray(at + 8, end - 4));
    if (type === "IEND") {
      return {
        width: view.getUint32(16),
        height: view.getUint32(20),
        orientation,
        isClear,
        isPlain: true,
        hasNotes: kept.length !== bytes.length,
        withoutNotes: () => kept.joined(),
      };
    }
    at = end;
  }
  return null;
}
