import { fadeFrames, fps, sampleRate } from "@/lib/render/timeline";
import { listen, watch, type DecodedFrame } from "./read-film";
import { greyOf } from "./told-story";

/** What a film is like where one scene follows another, as it is decoded. Times in seconds of the film. */
export interface Seam {
  /** The first frame that shows the scene's picture alone. */
  picture: number;
  /** The click that its voice begins with. */
  voice: number;
  /** The first frame with words on it; `null` where there is none. */
  caption: number | null;
  isKey: boolean;
}

export interface Measured {
  frames: number;
  /** Frames that are not at their place in time. */
  misplaced: number;
  /** Frames that show something else than their scene, or the right part of the next one. */
  wrong: number;
  black: number;
  /** Frames that show just what the one before them shows. */
  repeated: number;
  gapsInSound: number;
  seams: Seam[];
}

/** Luma of what is written. */
const written = 190;
/** A picture's mean luma may be so far from what it was drawn with. */
const near = 12;

/** Watches a film of grey pictures with clicking voices, whose scenes have so many frames. */
export async function measureSeams(film: Buffer, scenes: readonly number[]): Promise<Measured> {
  const places = scenes.flatMap((frames, scene) =>
    Array.from({ length: frames }, (_, frame) => ({ scene, frame, left: frames - frame })),
  );
  const measured = { frames: 0, misplaced: 0, wrong: 0, black: 0, repeated: 0 };
  const seams = scenes.map((): Omit<Seam, "voice"> => ({ picture: NaN, caption: null, isKey: false }));
  let before: Buffer | null = null;
  await watch(film, (frame) => {
    const n = measured.frames++;
    const place = places[n];
    const { mean, light } = look(frame);
    if (Math.abs(frame.at * fps - n) > 0.001) measured.misplaced++;
    if (mean < 24) measured.black++;
    const own = tight(frame);
    if (before?.equals(own)) {
      measured.repeated++;
    }
    before = own;
    const seam = place && seams[place.scene];
    if (!seam) {
      measured.wrong++;
      return;
    }
    if (Math.abs(mean - expected(place, scenes.length)) > near) measured.wrong++;
    if (Number.isNaN(seam.picture) && Math.abs(mean - greyOf(place.scene)) <= near) {
      seam.picture = frame.at;
      seam.isKey = frame.isKey;
    }
    if (light > 0.001 && seam.caption === null) seam.caption = frame.at;
  });
  const sound = await listen(film);
  return {
    ...measured,
    gapsInSound: sound.gaps,
    seams: seams.map((seam) => ({ ...seam, voice: clickNear(sound.samples, seam.picture) + sound.startsAt })),
  };
}

/** Without the bytes at the ends of rows, which nobody sets. */
function tight({ luma, rowBytes, width, height }: DecodedFrame): Buffer {
  const own = Buffer.allocUnsafe(width * height);
  for (let y = 0; y < height; y++) own.set(luma.subarray(y * rowBytes, y * rowBytes + width), y * width);
  return own;
}

interface Place {
  scene: number;
  frame: number;
  /** How many of its scene's frames are left with it. */
  left: number;
}

function expected({ scene, left }: Place, count: number): number {
  const fade = scene + 1 < count ? Math.max(0, fadeFrames + 1 - left) / (fadeFrames + 1) : 0;
  return greyOf(scene) + (greyOf(scene + 1) - greyOf(scene)) * fade;
}

/** The mean luma of its upper half, where no words are; and how much of its lower half is as light as words are. */
function look({ luma, rowBytes, width, height }: DecodedFrame): { mean: number; light: number } {
  // As many points of a large picture as of a small one.
  const step = Math.max(1, Math.floor(Math.min(width, height) / 180));
  let [sum, upper, light, lower] = [0, 0, 0, 0];
  for (let y = 0; y < height; y += step) {
    const isUpper = y < height / 2;
    for (let x = 0; x < width; x += step) {
      const value = luma[y * rowBytes + x] ?? 0;
      if (isUpper) {
        sum += value;
        upper++;
      } else {
        light += value > written ? 1 : 0;
        lower++;
      }
    }
  }
  return { mean: sum / upper, light: light / lower };
}

/** Where the loudest sample of the second behind a moment is, in seconds. */
function clickNear(samples: Float32Array, moment: number): number {
  const from = Math.round(moment * sampleRate);
  const part = samples.subarray(from, from + sampleRate);
  const peak = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (from + part.findIndex((value) => Math.abs(value) > peak * 0.7)) / sampleRate;
}
