/**
 * Whether a picture's file goes on to its end: every format says where that is. A cut upload or a header with
 * rubbish behind it fails; pixels are not looked at, and what a camera appends after the end does not matter.
 */
export function isWholePicture(bytes: Buffer, contentType: string): boolean {
  switch (contentType) {
    case "image/jpeg":
      return isWholeJpeg(bytes);
    case "image/png":
      return isWholePng(bytes);
    case "image/webp":
      // RIFF: the size of all that follows its first eight bytes.
      return bytes.length >= 12 && bytes.readUInt32LE(4) + 8 <= bytes.length;
    default:
      return false;
  }
}

/** Marker segments up to the start of scan, each with its length, then coded data up to the end of image (ITU T.81 B.1). */
function isWholeJpeg(bytes: Buffer): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    if (bytes[at + 1] === 0xda) return bytes.includes(endOfImage, at);
    at += bytes[at + 1] === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}

/** Chunks of length, type, data and checksum, the last one IEND (PNG specification, 5.3). */
function isWholePng(bytes: Buffer): boolean {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IEND") return next <= bytes.length;
    at = next;
  }
  return false;
}

const endOfImage = Buffer.from([0xff, 0xd9]);
