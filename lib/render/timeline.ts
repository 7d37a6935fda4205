import type { StoryShape } from "@/lib/jobs/story";

/** Frames and samples divide: every seam of a film is exact in both. */
export const fps = 30;
export const sampleRate = 48_000;
export const samplesPerFrame = sampleRate / fps;

/** What a scene shows before its voice begins, and after it has ended. */
export const leadFrames = 9;
export const tailFrames = 12;

/** The last frames of a scene, in which the next picture comes through. */
export const fadeFrames = 15;

/** How wide and high a film is, in pixels. */
export interface FilmSize {
  width: number;
  height: number;
}

/** How many frames a scene has whose voice is so many samples long. */
export function framesOf(clipSamples: number): number {
  return leadFrames + Math.ceil(clipSamples / samplesPerFrame) + tailFrames;
}

/** The size of a film whose shorter side is `height`; even numbers, as H.264 wants them. */
export function sizeOf(shape: StoryShape, height: number): FilmSize {
  const short = even(height);
  const long = even((height * 16) / 9);
  switch (shape) {
    case "landscape":
      return { width: long, height: short };
    case "portrait":
      return { width: short, height: long };
    case "square":
      return { width: short, height: short };
  }
}

const even = (side: number): number => Math.max(2, Math.round(side / 2) * 2);

/** So many frames, in milliseconds. */
export function msOf(frames: number): number {
  return Math.round((frames * 1_000) / fps);
}
