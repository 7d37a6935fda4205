import type { Cue } from "./captions/cues";
import { Captions } from "./captions/captions";
import { Encoder, type Encoded } from "./encoder";
import { viewAt } from "./motion";
import { native } from "./native";
import { layOut } from "./picture";
import { planesOf, type Planes } from "./planes";
import { show } from "./sample";
import { SegmentFile } from "./segment-file";
import { fadeFrames, type FilmSize } from "./timeline";

/** One scene of a film. */
export interface SegmentWork {
  /** JPEG, PNG or WebP. */
  picture: Buffer;
  /** What it fades into; `null` for the last scene. */
  next: Buffer | null;
  /** Of the scene, from 0: it decides where its picture moves to. */
  index: number;
  frames: number;
  size: FilmSize;
  /** Empty where captions are not burnt in. */
  cues: readonly Cue[];
  signal: AbortSignal;
}

export interface Segment {
  /** H.264 in closed groups of frames, without sound. */
  mp4: Buffer;
  frames: number;
}

/**
 * Films a scene. The same work gives the same bytes. Throws `PieceFailed` where a picture cannot be read, and the
 * signal's reason within a few frames once it is aborted.
 */
export async function renderSegment(work: SegmentWork): Promise<Segment> {
  const { size, index, frames, signal } = work;
  signal.throwIfAborted();
  const tools = await native();
  const picture = await layOut(work.picture, size, index);
  const next = work.next && (await layOut(work.next, size, index + 1));
  const captions = await Captions.open(work.cues, size);
  const encoder = await Encoder.open(tools, size);
  try {
    const file = await SegmentFile.open(tools, size, encoder.description);
    const draw = (planes: Planes, frame: number) => {
      show(picture, viewAt(index, frame, size, picture), planes, 256);
      const fade = frame - (frames - fadeFrames);
      if (next && fade >= 0)
        show(next, viewAt(index + 1, fade - fadeFrames, size, next), planes, strengthAt(fade));
      captions.draw(frame, planes);
    };
    return { mp4: await encodeAll(encoder, file, { size, frames, signal, draw }), frames };
  } finally {
    encoder.free();
  }
}

/** How much of the next picture comes through, of 256: it neither begins with nothing nor ends with all of it. */
const strengthAt = (fade: number): number => Math.round(((fade + 1) * 256) / (fadeFrames + 1));

interface Take {
  size: FilmSize;
  frames: number;
  signal: AbortSignal;
  draw: (planes: Planes, frame: number) => void;
}

/** A frame is drawn while the one before it is read and encoded on another thread: so there are two, in turn. */
async function encodeAll(encoder: Encoder, file: SegmentFile, take: Take): Promise<Buffer> {
  let [planes, read] = [planesOf(take.size), planesOf(take.size)];
  let encoding: Promise<Encoded[]> = Promise.resolve([]);
  try {
    for (let frame = 0; frame < take.frames; frame += 1) {
      take.draw(planes, frame);
      await file.add(await encoding);
      take.signal.throwIfAborted();
      encoding = encoder.add(planes.bytes, frame);
      [planes, read] = [read, planes];
    }
    await file.add(await encoding);
    await file.add(await encoder.end());
    return await file.finish(take.frames);
  } catch (error) {
    await Promise.allSettled([encoding, file.drop()]);
    throw error;
  }
}
