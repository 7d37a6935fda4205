import { toInt16, type Sound } from "./pcm";

/** A size that says nothing: whoever streams a file does not know how long it will be. */
const STREAMED = 0xff_ff_ff_ff;

/** 16-bit samples without a head. */
export function pcm(sound: Sound): Buffer {
  const numbers = toInt16(sound);
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A WAV file of 16-bit samples; a streamed one does not say its size in its head, as OpenAI's do. */
export function wav(sound: Sound, { isStreamed }: { isStreamed: boolean }): Buffer {
  const data = pcm(sound);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(isStreamed ? STREAMED : 36 + data.byteLength, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(sound.rate, 24);
  head.writeUInt32LE(sound.rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(isStreamed ? STREAMED : data.byteLength, 40);
  return Buffer.concat([head, data]);
}
