import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { layEvenly, loudnessOf } from "./loudness";
import { sampleRate } from "./timeline";

/** Syllables, four a second, with a pause of a second in their middle. */
const voice = (loud: number) =>
  Float32Array.from({ length: 3 * sampleRate }, (_, n) => {
    const isPause = n > sampleRate && n < 2 * sampleRate;
    const swell = Math.sin((Math.PI * 4 * n) / sampleRate) ** 2;
    return isPause ? 0 : loud * swell * Math.sin((2 * Math.PI * 180 * n) / sampleRate);
  });

async function evened(samples: Float32Array): Promise<Float32Array> {
  const scene = new Float32Array(samples.length);
  await layEvenly(samples, scene, 0);
  return scene;
}

const peakOf = (samples: Float32Array) => samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test("voices far apart in loudness are equally loud afterwards", async () => {
  const voices = await Promise.all([0.9, 0.2, 0.02].map((loud) => evened(voice(loud))));
  const levels = await Promise.all(voices.map(loudnessOf));
  for (const level of levels) expect(Math.abs(20 * Math.log10(level / 0.2))).toBeLessThan(1);
});

test("a pause makes a voice no quieter", async () => {
  const spoken = voice(0.3);
  expect(await loudnessOf(spoken)).toBeCloseTo(await loudnessOf(spoken.slice(0, sampleRate)), 3);
});

test("no moment is louder than the ceiling, and those around it keep their shape", async () => {
  const samples = voice(0.05);
  samples.fill(1, 1_000, 1_010);
  const even = await evened(samples);
  expect(peakOf(even)).toBeLessThanOrEqual(0.8401);
  expect(peakOf(even.subarray(4 * 4_800))).toBeGreaterThan(0.3);
});

test("what is silent stays so", async () => {
  expect(await evened(new Float32Array(4_800))).toEqual(new Float32Array(4_800));
});

test("a voice is laid from its place on, as far as there is room", async () => {
  const scene = new Float32Array(sampleRate);
  await layEvenly(voice(0.3), scene, 4_800);
  expect(peakOf(scene.subarray(0, 4_800))).toBe(0);
  expect(peakOf(scene.subarray(4_800))).toBeGreaterThan(0.2);
});

test("whoever shares the process has turns while a long voice is evened", async () => {
  const samples = new Float32Array(60 * sampleRate).fill(0.1);
  const course = { isOver: false };
  const work = layEvenly(samples, new Float32Array(samples.length), 0).finally(() => {
    course.isOver = true;
  });
  let turns = 0;
  while (!course.isOver) {
    await setImmediate();
    turns += 1;
  }
  await work;
  expect(turns).toBeGreaterThan(15);
});
