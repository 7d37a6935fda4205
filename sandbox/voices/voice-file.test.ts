import { expect, test } from "vitest";
import { media } from "../core/media";
import { flac } from "./flac";
import { packed } from "./packed";
import { speak } from "./speak";
import { speakerNamed } from "./speakers";
import { pcm, wav } from "./wav";

const sound = speak({
  text: "A small lamp in a large night.",
  speaker: speakerNamed("nova"),
  pace: 1,
  rate: 24_000,
});

/** What a player makes of a file. */
async function decoded(file: Buffer): Promise<{ rate: number; samples: Float32Array }> {
  const { ALL_FORMATS, AudioSampleSink, BufferSource, Input } = await media();
  const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (!track) throw new Error("There is no sound in it.");
  const parts: Float32Array[] = [];
  for await (const sample of new AudioSampleSink(track).samples()) {
    const part = new Float32Array(sample.numberOfFrames);
    sample.copyTo(part, { planeIndex: 0, format: "f32-planar" });
    parts.push(part);
    sample.close();
  }
  return { rate: track.sampleRate, samples: Float32Array.from(parts.flatMap((part) => [...part])) };
}

test.each([
  ["a WAV file", wav(sound, { isStreamed: false })],
  ["a WAV file whose head does not know its length", wav(sound, { isStreamed: true })],
])("%s holds the sound, sample by sample", async (_, file) => {
  const { rate, samples } = await decoded(file);
  expect([rate, samples.length]).toEqual([24_000, sound.samples.length]);
  expect(samples.every((value, n) => Math.abs(value - (sound.samples[n] ?? 0)) < 2 / 32_768)).toBe(true);
});

test("a FLAC file holds the sound, sample by sample, and up to 15 silent ones more", async () => {
  const { rate, samples } = await decoded(flac(sound));
  expect(rate).toBe(24_000);
  expect(samples.length).toBe(Math.ceil(sound.samples.length / 16) * 16);
  expect(samples.every((value, n) => Math.abs(value - (sound.samples[n] ?? 0)) < 2 / 32_768)).toBe(true);
});

test("a FLAC file's blocks carry their check sums", () => {
  const block = flac({ samples: sound.samples.slice(4_000, 4_160), rate: 24_000 }).subarray(42);
  expect([remainder(block.subarray(0, 8), 0x07, 8), remainder(block, 0x80_05, 16)]).toEqual([0, 0]);
});

/** Of a division of polynomials, bit by bit: nothing is left where what is left is at the end. */
function remainder(bytes: Uint8Array, polynomial: number, width: number): number {
  let rest = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const isSet = (((rest >> (width - 1)) ^ (byte >> bit)) & 1) === 1;
      rest = ((rest << 1) ^ (isSet ? polynomial : 0)) & (2 ** width - 1);
    }
  }
  return rest;
}

test("a FLAC file is smaller than the samples, and of silence nearly nothing", () => {
  const [spoken, silent] = [flac(sound), flac({ ...sound, samples: new Float32Array(sound.samples.length) })];
  expect(spoken.byteLength).toBeLessThan(pcm(sound).byteLength * 0.8);
  expect(silent.byteLength).toBeLessThan(spoken.byteLength / 4);
});

test.each([0, 1, 15, 16, 4_096, 4_097])("a FLAC file of %i samples can be read", async (length) => {
  const samples = sound.samples.slice(4_000, 4_000 + length);
  expect((await decoded(flac({ samples, rate: 24_000 }))).samples.length).toBe(Math.ceil(length / 16) * 16);
});

test("an MP3 file plays about as long", async () => {
  const { samples, rate } = await decoded(await packed(sound, "mp3"));
  expect(samples.length / rate - sound.samples.length / 24_000).toBeLessThan(0.2);
  expect(samples.length).toBeGreaterThanOrEqual(sound.samples.length);
});
