import { sampleRate } from "./timeline";

/** Nobody hears that less than this is missing, in seconds: some who write files announce a little more than they write. */
const unheard = 0.05;

/** As much of a file that is packed, in bytes: at 32 kilobits a second, as voices have at least. */
const unheardBytes = unheard * 4_000;

/**
 * Whether a sound file announces more than there is, so much that it would be heard: what is left decodes without a
 * complaint.
 */
export function isCutShort(bytes: Buffer): boolean {
  const tag = (at: number) => bytes.toString("latin1", at, at + 4);
  if (tag(0) === "RIFF") return isWavCut(bytes);
  if (tag(0) === "fLaC") return false; // Its frames are of any length: see leastSamples.
  if (tag(0) === "OggS") return lastOf(bytes, 0, oggPage).missing > unheardBytes;
  if (tag(4) === "ftyp") return lastOf(bytes, 0, mp4Box).missing > unheardBytes;
  const start = afterId3(bytes);
  const told = missingByTag(bytes, start);
  if (told !== null) return told > unheardBytes;
  return [mp3Frame, adtsFrame].some((frame) => isBroken(lastOf(bytes, start, frame)));
}

/** How long what begins at `at` says it is, in bytes; `null` where nothing that we know begins. */
type Announced = (bytes: Buffer, at: number) => number | null;

/** The last of some parts, and how much of it lies behind the end; all in bytes. */
interface Last {
  length: number;
  missing: number;
}

/** The last of the parts that follow each other from `start` on. */
function lastOf(bytes: Buffer, start: number, announced: Announced): Last {
  let at = start;
  while (at < bytes.length) {
    const length = announced(bytes, at);
    if (length === null || length <= 0) break;
    at += length;
    if (at > bytes.length) return { length, missing: at - bytes.length };
  }
  return { length: 0, missing: 0 };
}

/**
 * Whether a frame breaks off that is the only sign of how much more there was. A few bytes of one begin by chance behind
 * the last, and a few may be missing.
 */
const isBroken = ({ length, missing }: Last): boolean => missing > length / 8 && length - missing > frameHead;

/** A size from here on is one of those that stand for "not known yet", as streams have it. */
const unknownFrom = 0x7f_ff_f0_00;

function isWavCut(bytes: Buffer): boolean {
  let [at, bytesPerSecond] = [12, 0];
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(at + 4);
    const name = bytes.toString("latin1", at, at + 4);
    if (name === "fmt " && at + 20 <= bytes.length) bytesPerSecond = bytes.readUInt32LE(at + 16);
    if (name === "data") {
      return size < unknownFrom && at + 8 + size - bytes.length > unheard * bytesPerSecond;
    }
    at += 8 + size + (size % 2);
  }
  return true;
}

const oggPage: Announced = (bytes, at) => {
  if (bytes.toString("latin1", at, at + 4) !== "OggS" || at + 27 > bytes.length) return null;
  const segments = bytes.readUInt8(at + 26);
  if (at + 27 + segments > bytes.length) return 27 + segments;
  const sizes = bytes.subarray(at + 27, at + 27 + segments);
  return 27 + segments + sizes.reduce((sum, size) => sum + size, 0);
};

const mp4Box: Announced = (bytes, at) => {
  if (at + 16 > bytes.length) return at + 8 > bytes.length ? null : bytes.readUInt32BE(at);
  const size = bytes.readUInt32BE(at);
  if (size === 1) return Number(bytes.readBigUInt64BE(at + 8));
  return size === 0 ? bytes.length - at : size;
};

/** Where the sound begins, behind what an ID3v2 tag says it is long. */
function afterId3(bytes: Buffer): number {
  if (bytes.toString("latin1", 0, 3) !== "ID3" || bytes.length < 10) return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (bytes.readUInt8(at) & 127), 0);
  return 10 + size;
}

/** Of a frame of MP3 or ADTS, what says how long it is. Bytes. */
const frameHead = 7;

/** Kilobits a second of layer III, by the index in a frame's header: MPEG 1, and MPEG 2 with 2.5. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const mp3Rates = [44_100, 48_000, 32_000] as const;

const mp3Frame: Announced = (bytes, at) => {
  if (at + 4 > bytes.length) return null;
  const head = bytes.readUInt32BE(at);
  const [version, layer] = [(head >>> 19) & 3, (head >>> 17) & 3];
  if (head >>> 21 !== 0x7_ff || version === 1 || layer !== 1) return null;
  const kbits = bitRates[version === 3 ? 0 : 1][(head >>> 12) & 15];
  const base = mp3Rates[(head >>> 10) & 3];
  if (!kbits || !base) return null;
  const rate = base / (version === 3 ? 1 : version === 2 ? 2 : 4);
  return Math.floor(((version === 3 ? 144 : 72) * kbits * 1_000) / rate) + ((head >>> 9) & 1);
};

/** How many bytes of frames are missing, by the first frame, which may tell how many there are; `null` where it does not. */
function missingByTag(bytes: Buffer, start: number): number | null {
  const length = mp3Frame(bytes, start);
  const frame = bytes.subarray(start, start + (length ?? 0));
  const at = Math.max(frame.indexOf("Xing", 0, "latin1"), frame.indexOf("Info", 0, "latin1"));
  if (at === -1 || at + 16 > frame.length || (frame.readUInt32BE(at + 4) & 3) !== 3) return null;
  return start + frame.readUInt32BE(at + 12) - bytes.length;
}

const adtsFrame: Announced = (bytes, at) => {
  if (at + 6 > bytes.length || (bytes.readUInt16BE(at) & 0xff_f6) !== 0xff_f0) return null;
  return (bytes.readUIntBE(at + 3, 3) >>> 5) & 0x1f_ff;
};

/** How many samples a FLAC file must have, at 48 kHz, by what it says it has; 0 where it does not say, and for all others. */
export function leastSamples(bytes: Buffer): number {
  if (bytes.toString("latin1", 0, 4) !== "fLaC" || bytes.length < 26) return 0;
  const rate = bytes.readUIntBE(18, 3) >>> 4;
  const count = (bytes.readUInt8(21) & 15) * 2 ** 32 + bytes.readUInt32BE(22);
  return rate === 0 ? 0 : Math.max(0, (count / rate - unheard) * sampleRate);
}
