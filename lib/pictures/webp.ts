import type { Anatomy } from "./anatomy";
import { KeptParts, saysAt, viewOf } from "./kept-parts";
import { orientationIn, type Orientation } from "./orientation";

const partsOfPicture = new Set(["VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L"]);

/** Bits of VP8X. */
const alphaFlag = 0x10;
const notesFlags = 0x0c;

/** The first chunk's content, behind the file's header and the chunk's own. */
const firstContent = 20;

/** A WebP's chunks (RFC 9649) up to the end that its header says; `null` where it breaks off. */
export function webpAnatomy(bytes: Uint8Array): Anatomy | null {
  if (!saysAt(bytes, 0, "RIFF") || !saysAt(bytes, 8, "WEBP") || bytes.length < firstContent + 10) return null;
  const view = viewOf(bytes);
  const end = view.getUint32(4, true) + 8;
  const measures = measuresIn(bytes);
  if (end > bytes.length || !measures) return null;
  let orientation: Orientation = 1;
  let isMoving = false;
  let hasPixels = false;
  const kept = new KeptParts(bytes);
  kept.keep(0, 12);
  for (let at = 12; at + 8 <= end;) {
    const contentEnd = at + 8 + view.getUint32(at + 4, true);
    if (contentEnd > end) return null;
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    // Chunks begin at even places.
    const next = Math.min(contentEnd + (contentEnd % 2), end);
    if (partsOfPicture.has(type)) kept.keep(at, next);
    if (type === "EXIF") orientation = orientationIn(bytes.subarray(at + 8, contentEnd));
    if (type === "ANMF") isMoving = true;
    if (type === "VP8 " || type === "VP8L" || type === "ANMF") hasPixels = true;
    at = next;
  }
  if (!hasPixels) return null;
  return {
    ...measures,
    orientation,
    isPlain: !isMoving,
    hasNotes: kept.length !== bytes.length,
    withoutNotes: () => withTrueHeader(kept.joined()),
  };
}

/** Width, height and transparency, as the first chunk says them in its own way. */
function measuresIn(bytes: Uint8Array): { width: number; height: number; isClear: boolean } | null {
  const view = viewOf(bytes);
  if (saysAt(bytes, 12, "VP8X")) {
    const isClear = (view.getUint8(firstContent) & alphaFlag) !== 0;
    const side = (at: number) => (view.getUint32(at, true) & 0xffffff) + 1;
    // The second number is read a byte early and shifted, so that a short file is not left.
    return {
      width: side(firstContent + 4),
      height: (view.getUint32(firstContent + 6, true) >>> 8) + 1,
      isClear,
    };
  }
  if (saysAt(bytes, 12, "VP8 ") && saysAt(bytes, firstContent + 3, "\x9d\x01\x2a")) {
    const side = (at: number) => view.getUint16(at, true) & 0x3fff;
    return { width: side(firstContent + 6), height: side(firstContent + 8), isClear: false };
  }
  if (saysAt(bytes, 12, "VP8L") && view.getUint8(firstContent) === 0x2f) {
    const bits = view.getUint32(firstContent + 1, true);
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      isClear: ((bits >>> 28) & 1) === 1,
    };
  }
  return null;
}

/** The header of a file that has lost its notes: its new length, and no word of notes. */
function withTrueHeader(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = viewOf(bytes);
  view.setUint32(4, bytes.length - 8, true);
  if (saysAt(bytes, 12, "VP8X")) view.setUint8(firstContent, view.getUint8(firstContent) & ~notesFlags);
  return bytes;
}
