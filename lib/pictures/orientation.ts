import { saysAt, viewOf } from "./kept-parts";

/** How a picture lies in its file, by EXIF: 1 is upright, 3 upside down, 6 and 8 on a side; 2, 4, 5 and 7 also mirrored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const orientationTag = 0x0112;
const unsignedShort = 3;

/** The orientation that EXIF notes say (TIFF 6.0, section 2), as browsers read it: the first directory's, one short number. */
export function orientationIn(exif: Uint8Array): Orientation {
  const tiff = saysAt(exif, 0, "Exif\0\0") ? exif.subarray(6) : exif;
  const little = saysAt(tiff, 0, "II*\0");
  if (tiff.length < 14 || (!little && !saysAt(tiff, 0, "MM\0*"))) return 1;
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > tiff.length) return 1;
    if (view.getUint16(at, little) !== orientationTag) continue;
    const isOne = view.getUint16(at + 2, little) === unsignedShort && view.getUint32(at + 4, little) === 1;
    return isOne ? toOrientation(view.getUint16(at + 8, little)) : 1;
  }
  return 1;
}

function toOrientation(value: number): Orientation {
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** Whether a picture that lies like this has its width for its height. */
export function liesOnItsSide(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** The transformation of a canvas that lays a picture of these measures upright into its corner: a, b, c, d, e, f. */
export function uprightTransform(
  orientation: Orientation,
  width: number,
  height: number,
): [number, number, number, number, number, number] {
  switch (orientation) {
    case 1:
      return [1, 0, 0, 1, 0, 0];
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, height, 0];
    case 7:
      return [0, -1, -1, 0, height, width];
    case 8:
      return [0, -1, 1, 0, 0, width];
  }
}
