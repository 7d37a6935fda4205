/**
 * Whether a picture's file goes on to its end: every format says where that is. A cut upload or a header with
 * rubbish behind it fails; pixels are not looked at.
 */
export function isWholePicture(bytes: Buffer, contentType: string): boolean {
  switch (contentType) {
    case "image/jpeg":
      // End of image (ITU T.81 B.2.1); cameras may append some bytes of their own.
      return bytes.subarray(-64 * 1024).includes(Buffer.from([0xff, 0xd9])) && bytes.includes(startOfScan);
    case "image/png":
      // The last chunk (PNG specification, IEND).
      return bytes.subarray(-64).includes("IEND");
    case "image/webp":
      // RIFF: the size of all that follows its first eight bytes.
      return bytes.readUInt32LE(4) + 8 <= bytes.length;
    default:
      return false;
  }
}

const startOfScan = Buffer.from([0xff, 0xda]);
