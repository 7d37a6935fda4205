import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StreamTargetChunk } from "mediabunny";
import { chapterList } from "./chapters";
import { PieceFailed } from "@/lib/kinds/kind";
import type { Clip } from "./clip";
import { indexFirst } from "./index-first";
import { formOf, layPictures, type PictureTrack } from "./lay-pictures";
import { SoundTrack } from "./sound-track";
import { native } from "./native";
import { fps, msOf } from "./timeline";

/** What a film is joined from. Segments and clips are loaded one at a time, so that its length costs no memory. */
export interface JoinWork {
  title: string;
  scenes: readonly JoinScene[];
  /** The scene whose segment the others must be like, from 0: the one that was filmed last. */
  model: number;
  signal: AbortSignal;
}

export interface JoinScene {
  /** In the list of chapters. */
  name: string;
  frames: number;
  segment: () => Promise<Buffer>;
  clip: () => Promise<Clip>;
}

export interface Film {
  mp4: Buffer;
  durationMs: number;
}

/** What is written at once; the rest of the film is in a file without a name until it is whole. */
const chunkSize = 2 ** 20;

/**
 * Joins segments to a film, without encoding a picture again: one track of sound, its voices equally loud, chapters, its
 * index in front. The same work gives the same bytes. Throws `PieceFailed` where segments do not fit the others,
 * with all of them, and the signal's reason once it is aborted.
 */
export async function joinFilm(work: JoinWork): Promise<Film> {
  const tools = await native();
  const { media } = tools;
  const file = await unnamedFile();
  try {
    const format = new media.Mp4OutputFormat({ fastStart: false, metadataFormat: "udta" });
    const target = new media.StreamTarget(writerTo(file), { chunked: true, chunkSize });
    const output = new media.Output({ format, target });
    const pictures = new media.EncodedVideoPacketSource("avc");
    const voices = new media.EncodedAudioPacketSource("aac");
    output.addVideoTrack(pictures, { frameRate: fps });
    output.addAudioTrack(voices);
    const starts = startsOf(work.scenes);
    const chapters = work.scenes.map(({ name }, n) => ({ name, fromFrame: starts[n] ?? 0 }));
    output.setMetadataTags({ title: work.title, raw: { chpl: chapterList(chapters) } });
    await output.start();
    const sound = await SoundTrack.open(tools, voices);
    try {
      await layScenes(work, { pictures, sound });
      await output.finalize();
    } catch (error) {
      await output.cancel();
      throw error;
    } finally {
      sound.free();
    }
    return { mp4: await indexFirst(file), durationMs: msOf(framesIn(work.scenes)) };
  } finally {
    await file.close();
  }
}

/** The frame of the film that each scene begins with. */
export function startsOf(scenes: readonly Pick<JoinScene, "frames">[]): number[] {
  return scenes.map((_, n) => framesIn(scenes.slice(0, n)));
}

const framesIn = (scenes: readonly Pick<JoinScene, "frames">[]): number =>
  scenes.reduce((sum, { frames }) => sum + frames, 0);

/** A file that nobody finds, and that is gone with whoever holds it. */
async function unnamedFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-film-"));
  try {
    return await open(join(folder, "film.mp4"), "w+");
  } finally {
    // A system that keeps the name of an open file keeps the folder as well.
    await rm(folder, { recursive: true }).catch(() => undefined);
  }
}

function writerTo(file: FileHandle): WritableStream<StreamTargetChunk> {
  return new WritableStream({
    async write({ data, position }) {
      const { bytesWritten } = await file.write(data, 0, data.length, position);
      if (bytesWritten < data.length) throw new Error("There is no room for the film while it is joined.");
    },
  });
}

interface Tracks {
  pictures: PictureTrack;
  sound: SoundTrack;
}

/** All of them are filmed anew in one attempt: one by one, a film of another version of us would never end. */
function together(unfit: readonly PieceFailed[], { reason }: PieceFailed): PieceFailed {
  const spoils = unfit.flatMap((each) => each.spoils);
  const scenes = spoils.map(({ slot }) => slot + 1).join(", ");
  return new PieceFailed(
    { ...reason, message: `Scenes ${scenes}: their segments do not fit into the film.` },
    spoils,
  );
}

/** Lays them one after the other. What is written when depends on nothing but the work, and so do the film's bytes. */
async function layScenes(work: JoinWork, { pictures, sound }: Tracks): Promise<void> {
  const model = work.scenes[work.model];
  if (!model) throw new Error("A film has a scene that the others are like.");
  const form = await formOf(await model.segment(), work.model);
  const unfit: PieceFailed[] = [];
  let start = 0;
  for (const [slot, { frames, segment, clip }] of work.scenes.entries()) {
    work.signal.throwIfAborted();
    const laySound = await sound.lay(await clip(), frames);
    await layPictures(pictures, await segment(), { slot, start, frames, form }, laySound).catch(
      (error: unknown) => {
        if (!(error instanceof PieceFailed)) throw error;
        unfit.push(error);
      },
    );
    start += frames;
  }
  const [first, second] = unfit;
  if (first) throw second ? together(unfit, first) : first;
  await sound.end();
}
