import type { Anatomy } from "./anatomy";
import { KeptParts, saysAt, viewOf } from "./kept-parts";
import { orientationIn, type Orientation } from "./orientation";

/**
 * A JPEG's segments up to its end of image (ITU T.81, annex B); `null` where it breaks off. What stands between segments
 * or behind the end is no part of the picture: films, second pictures and makers' notes lie there.
 */
export function jpegAnatomy(bytes: Uint8Array): Anatomy | null {
  const view = viewOf(bytes);
  const kept = new KeptParts(bytes);
  kept.keep(0, 2);
  let frame: { width: number; height: number; colours: number } | undefined;
  let orientation: Orientation | undefined;
  for (let at = nextMarker(bytes, 2); at + 1 < bytes.length;) {
    const marker = view.getUint8(at + 1);
    if (marker === endOfImage) {
      kept.keep(at, at + 2);
      return frame ? anatomyOf(bytes, kept, frame, orientation ?? 1) : null;
    }
    if (standsAlone(marker)) {
      at = nextMarker(bytes, at + 2);
      continue;
    }
    const end = at + 4 <= bytes.length ? at + 2 + view.getUint16(at + 2) : Infinity;
    if (end < at + 4 || end > bytes.length) return null;
    if (isFrame(marker)) {
      if (frame !== undefined || end < at + 10) return null;
      frame = {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        colours: view.getUint8(at + 9),
      };
    }
    const content = bytes.subarray(at + 4, end);
    if (marker === application1 && saysAt(content, 0, "Exif\0\0")) orientation ??= orientationIn(content);
    const next = marker === startOfScan ? endOfScan(bytes, end) : end;
    if (isPartOfPicture(marker, content)) kept.keep(at, next);
    at = nextMarker(bytes, next);
  }
  return null;
}

function anatomyOf(
  bytes: Uint8Array,
  kept: KeptParts,
  { width, height, colours }: { width: number; height: number; colours: number },
  orientation: Orientation,
): Anatomy {
  return {
    width,
    height,
    orientation,
    isClear: false,
    // Four colours are CMYK, made for print.
    isPlain: colours <= 3,
    hasNotes: kept.length !== bytes.length,
    withoutNotes: () => kept.joined(),
  };
}

const endOfImage = 0xd9;
const startOfScan = 0xda;
const application1 = 0xe1;

/** Stuffing, TEM, the restarts and a start of image: markers without a length. */
function standsAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** A start of frame, in any of the ways of coding; among them stand tables (C4, CC) and a reserved marker (C8). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Tables, frames and scans; of what applications add, only what says how the colours are meant. */
function isPartOfPicture(marker: number, content: Uint8Array): boolean {
  switch (marker) {
    case 0xe0:
      // With a thumbnail, which may show what was cut away, it is longer.
      return content.length === 14 && saysAt(content, 0, "JFIF\0");
    case 0xe2:
      return saysAt(content, 0, "ICC_PROFILE\0");
    case 0xee:
      return saysAt(content, 0, "Adobe");
    default:
      return marker < 0xe0;
  }
}

/** Where the next marker begins: what is no marker is passed over, as decoders do, and so is filling. The end, if there is none. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  if (at === -1) return bytes.length;
  while (bytes[at + 1] === 0xff) at += 1;
  return at;
}

/** Where a scan's coded data end: at the first marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = nextMarker(bytes, from);
  while (at + 1 < bytes.length && standsAlone(bytes[at + 1] ?? 0) && bytes[at + 1] !== 0xd8) {
    at = nextMarker(bytes, at + 2);
  }
  return at;
}
