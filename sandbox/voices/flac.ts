import { toInt16, type Sound } from "./pcm";

const BLOCK = 4_096;
const FEWEST = 16;
const BITS = 16;
const ORDER = 2;

/** A FLAC file of 16-bit samples: each block as differences of second order, written as Rice codes. Up to 15 silent samples fill it up. */
export function flac(sound: Sound): Buffer {
  const spoken = toInt16(sound);
  // Readers do not expect blocks of fewer than sixteen samples.
  const numbers = new Int16Array(Math.ceil(spoken.length / FEWEST) * FEWEST);
  numbers.set(spoken);
  const blocks: Buffer[] = [];
  for (let at = 0; at < numbers.length; at += BLOCK) {
    blocks.push(frame(numbers.subarray(at, at + BLOCK), blocks.length));
  }
  return Buffer.concat([Buffer.from("fLaC", "latin1"), streamInfo(numbers.length, sound.rate), ...blocks]);
}

function streamInfo(total: number, rate: number): Buffer {
  const bits = new Bits(38);
  bits.write(0x80, 8);
  bits.write(34, 24);
  bits.write(BLOCK, 16);
  bits.write(BLOCK, 16);
  // Sizes of frames and the sum of the samples may stay unknown.
  bits.write(0, 24);
  bits.write(0, 24);
  bits.write(rate, 20);
  bits.write(0, 3);
  bits.write(BITS - 1, 5);
  bits.write(0, 4);
  bits.write(total, 32);
  for (let n = 0; n < 4; n += 1) bits.write(0, 32);
  return bits.bytes();
}

function frame(samples: Int16Array, number: number): Buffer {
  const bits = new Bits(samples.length * 4 + 64);
  bits.write(0x3f_fe, 14);
  bits.write(0, 2);
  bits.write(0b0111, 4);
  // The rate is in the head of the file.
  bits.write(0, 4);
  bits.write(0, 4);
  bits.write(0b100, 3);
  bits.write(0, 1);
  for (const byte of utf8(number)) bits.write(byte, 8);
  bits.write(samples.length - 1, 16);
  bits.write(crc(bits.bytes(), 0x07, 8), 8);
  writeSubframe(bits, samples);
  bits.align();
  bits.write(crc(bits.bytes(), 0x80_05, 16), 16);
  return bits.bytes();
}

function writeSubframe(bits: Bits, samples: Int16Array): void {
  bits.write(0, 1);
  bits.write(0b00_1000 | ORDER, 6);
  bits.write(0, 1);
  for (let n = 0; n < ORDER; n += 1) bits.write((samples[n] ?? 0) & 0xff_ff, BITS);
  const folded = new Uint32Array(samples.length - ORDER);
  let sum = 0;
  for (let n = ORDER; n < samples.length; n += 1) {
    const difference = (samples[n] ?? 0) - 2 * (samples[n - 1] ?? 0) + (samples[n - 2] ?? 0);
    const value = difference < 0 ? -2 * difference - 1 : 2 * difference;
    folded[n - ORDER] = value;
    sum += value;
  }
  const mean = sum / Math.max(1, folded.length);
  const rice = Math.max(0, Math.min(14, Math.ceil(Math.log2(Math.max(1, mean * 0.7)))));
  bits.write(0, 2);
  bits.write(0, 4);
  bits.write(rice, 4);
  for (const value of folded) bits.writeRice(value, rice);
}

/** A number as UTF-8 would write it. */
function utf8(number: number): Uint8Array {
  return Buffer.from(String.fromCodePoint(number), "utf8");
}

function crc(bytes: Uint8Array, polynomial: number, width: 8 | 16): number {
  const table = tableOf(polynomial, width);
  const mask = width === 8 ? 0xff : 0xff_ff;
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ (table[((sum >> (width - 8)) ^ byte) & 0xff] ?? 0)) & mask;
  return sum;
}

const tables = new Map<number, Uint16Array>();

function tableOf(polynomial: number, width: 8 | 16): Uint16Array {
  const kept = tables.get(polynomial);
  if (kept) return kept;
  const top = 1 << (width - 1);
  const table = Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (width - 8);
    for (let n = 0; n < 8; n += 1) value = value & top ? (value << 1) ^ polynomial : value << 1;
    return value;
  });
  tables.set(polynomial, table);
  return table;
}

/** Bytes that are written bit by bit. */
class Bits {
  private readonly buffer: Buffer;
  private at = 0;
  private held = 0;
  private count = 0;

  constructor(capacity: number) {
    this.buffer = Buffer.alloc(capacity);
  }

  write(value: number, width: number): void {
    for (let left = width; left > 0;) {
      const take = Math.min(left, 8 - this.count);
      const part = (value >>> (left - take)) & ((1 << take) - 1);
      this.held = (this.held << take) | part;
      this.count += take;
      left -= take;
      if (this.count < 8) continue;
      this.buffer[this.at] = this.held;
      this.at += 1;
      this.held = 0;
      this.count = 0;
    }
  }

  writeRice(value: number, width: number): void {
    for (let ones = value >>> width; ones > 0;) {
      const zeros = Math.min(ones, 24);
      this.write(0, zeros);
      ones -= zeros;
    }
    this.write(1, 1);
    this.write(value & ((1 << width) - 1), width);
  }

  align(): void {
    if (this.count > 0) this.write(0, 8 - this.count);
  }

  /** What is written so far, in whole bytes. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.at);
  }
}
