import { setImmediate } from "node:timers/promises";
import { sampleRate } from "./timeline";

/** Speech is brought to this level (-14 dB, about -17 LUFS), and no moment of it is louder than the ceiling (-1.5 dB). */
const level = 0.2;
const ceiling = 0.84;

/** Loudness is that of moments of 50 ms; those 20 dB below the loudest are pauses, and do not count. */
const moment = sampleRate / 20;
const pause = 0.1;

/** The limiter's steps, 5 ms. */
const step = sampleRate / 200;

/** So many samples are gone through at once: whoever shares the process has a turn behind each ten seconds of a voice. */
const turn = 10 * sampleRate;

/**
 * Writes a voice into `scene` from the sample `from` on, as loud as every other, as far as there is room. What would then be
 * too loud for a moment is held down for that moment.
 */
export async function layEvenly(samples: Float32Array, scene: Float32Array, from: number): Promise<void> {
  const loudness = await loudnessOf(samples);
  const gain = loudness === 0 ? 0 : level / loudness;
  const limits = await limitsOf(samples, gain);
  const end = Math.min(samples.length, scene.length - from);
  for (let n = 0; n < end; n += 1) {
    const at = Math.floor(n / step);
    const part = (n % step) / step;
    const [here, next] = [limits[at] ?? 1, limits[at + 1] ?? limits[at] ?? 1];
    scene[from + n] = (samples[n] ?? 0) * gain * (here + (next - here) * part);
    if (n % turn === turn - 1) await setImmediate();
  }
}

/** The level of a voice while it speaks, 0 to 1. */
export async function loudnessOf(samples: Float32Array): Promise<number> {
  const powers = await measured(
    samples,
    moment,
    (part) => part.reduce((sum, x) => sum + x * x, 0) / part.length,
  );
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const spoken = powers.filter((power) => power >= loudest * pause * pause);
  return Math.sqrt(spoken.reduce((sum, power) => sum + power, 0) / Math.max(1, spoken.length));
}

/** At the beginning of each step, what the voice is multiplied with to stay below the ceiling; in between, a line. */
async function limitsOf(samples: Float32Array, gain: number): Promise<number[]> {
  const own = await measured(samples, step, (part) => {
    const peak = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return Math.min(1, ceiling / (peak * gain));
  });
  return [...own, 1].map((limit, n) => Math.min(limit, own[n - 1] ?? 1));
}

/** A figure for every so many samples. */
async function measured(
  samples: Float32Array,
  length: number,
  figureOf: (part: Float32Array) => number,
): Promise<number[]> {
  const figures: number[] = [];
  for (let from = 0; from < samples.length; from += length) {
    figures.push(figureOf(samples.subarray(from, from + length)));
    if (from % turn === 0) await setImmediate();
  }
  return figures;
}
