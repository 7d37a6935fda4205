import { generator } from "../core/random";
import type { Sound } from "./pcm";
import { beatsOf, type Beat } from "./prosody";
import { smooth } from "./smooth";
import { breath, Resonance } from "./throat";

/** Who speaks. */
export interface Speaker {
  /** Hertz, in the middle of a sentence. */
  pitch: number;
  /** How much shorter the throat is than a man's: 1 is a man, 1.16 a woman. */
  throat: number;
}

export interface SpeechBrief {
  text: string;
  speaker: Speaker;
  /** 1 is about 150 words a minute. */
  pace: number;
  /** Samples a second. */
  rate: number;
}

const LEAD_SECONDS = 0.03;
const TAIL_SECONDS = 0.15;
/** The throat moves in steps of so many seconds. */
const STEP = 0.005;
/** Makes 1 of `pace` what it says. */
const UNHURRIED = 1.26;
const LOUDEST = 0.7;

/** Speaks a text. The same brief always gives the same sound. */
export function speak({ text, speaker, pace, rate }: SpeechBrief): Sound {
  const beats = beatsOf(text);
  const moves = movesOf(beats, speaker, UNHURRIED / pace);
  const samples = new Float32Array(Math.round(rate * lengthOf(beats, pace)));
  sing(samples, moves, rate);
  echo(samples, rate);
  level(samples);
  return { samples, rate };
}

/** How long it takes to say, in seconds, without saying it. */
export function secondsOf({ text, pace }: Pick<SpeechBrief, "text" | "pace">): number {
  return lengthOf(beatsOf(text), pace);
}

function lengthOf(beats: readonly Beat[], pace: number): number {
  const spoken = beats.reduce((sum, { seconds }) => sum + seconds, 0) * (UNHURRIED / pace);
  return LEAD_SECONDS + Math.ceil(spoken / STEP) * STEP + TAIL_SECONDS;
}

type Track = Float32Array;

/** How the throat moves, step by step. */
interface Moves {
  count: number;
  pitch: Track;
  voice: Track;
  hiss: Track;
  bandAt: Track;
  bandWidth: Track;
  formants: readonly [Track, Track, Track];
}

function movesOf(beats: readonly Beat[], { pitch, throat }: Speaker, slowness: number): Moves {
  const ends: number[] = [];
  let seconds = 0;
  for (const beat of beats) ends.push((seconds += beat.seconds * slowness));
  const count = Math.ceil(seconds / STEP);
  const track = (valueOf: (beat: Beat, before: number) => number, softness: number): Track => {
    const values = new Float32Array(count);
    let at = 0;
    for (let n = 0; n < count; n += 1) {
      while (at < beats.length - 1 && n * STEP >= (ends[at] ?? 0)) at += 1;
      const beat = beats[at];
      values[n] = beat ? valueOf(beat, values[n - 1] ?? 0) : 0;
    }
    return smooth(values, softness);
  };
  const formant = (which: 0 | 1 | 2) =>
    track(({ phone }, before) => (phone ? phone.formants[which] * throat : before), 6);
  return {
    count,
    pitch: track((beat) => beat.pitch * pitch, 14),
    voice: track(({ phone, strength }) => (phone?.voice ?? 0) * strength, 3),
    hiss: track(({ phone, strength }) => (phone?.hiss ?? 0) * strength, 2),
    bandAt: track(({ phone }, before) => phone?.band[0] ?? before, 1),
    bandWidth: track(({ phone }, before) => phone?.band[1] ?? before, 1),
    formants: [formant(0), formant(1), formant(2)],
  };
}

const WIDTHS = [80, 110, 160] as const;
/** Resonances that hardly move: they make a voice clear. */
const HIGHER = [
  [3_500, 250],
  [4_600, 350],
] as const;

const LIPS = 0.6;

function sing(samples: Float32Array, moves: Moves, rate: number): void {
  const noise = generator("breath");
  const lead = Math.round(LEAD_SECONDS * rate);
  const stepLength = STEP * rate;
  const [first, second, third] = [new Resonance(rate), new Resonance(rate), new Resonance(rate)];
  const [fourth, fifth] = HIGHER.map(([hertz, width]) => {
    const resonance = new Resonance(rate);
    resonance.tune(hertz, width);
    return resonance;
  });
  const band = new Resonance(rate);
  let [phase, airBefore, step] = [0, 0, -1];
  let [voice, hiss, pitch] = [0, 0, 0];
  let [toneBefore, rushBefore] = [0, 0];
  for (let n = lead; n < samples.length; n += 1) {
    const at = Math.min(moves.count - 1, Math.floor((n - lead) / stepLength));
    if (at !== step) {
      step = at;
      first.tune(moves.formants[0][at] ?? 0, WIDTHS[0]);
      second.tune(moves.formants[1][at] ?? 0, WIDTHS[1]);
      third.tune(moves.formants[2][at] ?? 0, WIDTHS[2]);
      band.tune(moves.bandAt[at] ?? 0, moves.bandWidth[at] ?? 0);
      pitch = (moves.pitch[at] ?? 0) * (1 + 0.012 * (noise() - 0.5) + 0.008 * Math.sin(at * STEP * 31));
    }
    const isOver = n - lead >= moves.count * stepLength;
    // Loudness glides within a step, or it would click.
    voice += ((isOver ? 0 : (moves.voice[at] ?? 0)) - voice) * 0.01;
    hiss += ((isOver ? 0 : (moves.hiss[at] ?? 0)) - hiss) * 0.02;
    phase += pitch / rate;
    if (phase >= 1) phase -= 1;
    const air = breath(phase);
    const rush = noise() - 0.5;
    const source = (air - airBefore) * (rate / 24_000) * 8 + rush * air * 0.05;
    airBefore = air;
    let tone = first.pass(source * voice);
    tone = third.pass(second.pass(tone));
    tone = fifth?.pass(fourth?.pass(tone) ?? tone) ?? tone;
    // Lips let high sounds pass better than low ones.
    samples[n] = tone - LIPS * toneBefore + band.pass((rush - rushBefore) * hiss) * 0.17;
    toneBefore = tone;
    rushBefore = rush;
  }
}

/** A little of the room. */
function echo(samples: Float32Array, rate: number): void {
  for (const [seconds, share] of [
    [0.019, 0.13],
    [0.031, 0.09],
    [0.047, 0.06],
  ] as const) {
    const delay = Math.round(seconds * rate);
    for (let n = samples.length - 1; n >= delay; n -= 1)
      samples[n] = (samples[n] ?? 0) + share * (samples[n - delay] ?? 0);
  }
}

function level(samples: Float32Array): void {
  let loudest = 1e-9;
  for (const value of samples) loudest = Math.max(loudest, Math.abs(value));
  const gain = LOUDEST / loudest;
  for (let n = 0; n < samples.length; n += 1) samples[n] = (samples[n] ?? 0) * gain;
}
