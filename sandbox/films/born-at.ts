/** The boxes that hold a creation time, and a modification time right behind it. */
const DATED_BOXES = ["mvhd", "tkhd", "mdhd"];

/** Writes one time (seconds since 1904) into an MP4's index, so that its bytes do not tell when it was rendered. */
export function bornAt(mp4: Buffer, seconds: number): Buffer {
  const index = mp4.indexOf("moov", 0, "latin1");
  const size = index < 4 ? 0 : mp4.readUInt32BE(index - 4);
  for (const box of DATED_BOXES) {
    let at = mp4.indexOf(box, index, "latin1");
    while (at !== -1 && at < index + size) {
      const wide = mp4[at + 4] === 1;
      for (const field of [0, 1]) {
        const from = at + 8 + field * (wide ? 8 : 4);
        if (wide) mp4.writeBigUInt64BE(BigInt(seconds), from);
        else mp4.writeUInt32BE(seconds, from);
      }
      at = mp4.indexOf(box, at + 4, "latin1");
    }
  }
  return mp4;
}
