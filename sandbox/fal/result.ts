import { plain, type Content } from "../core/content";
import { photoAt } from "../core/photos";
import { chance } from "../core/random";
import type { World } from "../core/world";
import type { FilmBrief } from "../films/film";
import { filmed } from "../films/filmed";
import { scenePicture } from "../scenes/scene-picture";
import { voiceFile, type VoiceFile } from "../voices/voice-file";
import { voiceTypes } from "../voices/voice-format";
import { requestId } from "./request-id";
import type { FilmWork, PictureWork, Run, VoiceWork } from "./run";

/** A file that a finished run has to show. */
export interface ResultFile {
  content: Content;
  contentType: string;
}

/** Under which name the picture lies that a video starts from. */
export const nameOfPicture = (id: number): string => `fal-${id}.picture`;

/** Reads the picture a video starts from, and keeps it: by the time of the filming its link may be dead. */
export async function keepPicture(world: World, id: number, imageUrl: string | null): Promise<void> {
  const picture = imageUrl === null ? null : await photoAt(imageUrl, world.fetchPhoto);
  if (picture) world.blobs.put(nameOfPicture(id), picture);
}

/** The file of a finished run; of several, the one with that number, counted from 0. */
export async function fileOf(world: World, run: Run, number: number): Promise<ResultFile> {
  const { work } = run;
  switch (work.makes) {
    case "film":
      return { content: await filmOf(world, run, work), contentType: "video/mp4" };
    case "picture":
      return {
        content: plain(await pictureOf(world, run, work, number)),
        contentType: `image/${work.format}`,
      };
    case "voice":
      return {
        content: plain((await voiceOf(world, run, work)).bytes),
        contentType: voiceTypes[work.format],
      };
  }
}

/** The same prompt makes one of three films, so that a hundred runs do not take a hundred renderings. */
async function filmOf(
  world: World,
  { id }: Run,
  { prompt, seconds, width, height }: FilmWork,
): Promise<Content> {
  const brief: FilmBrief = {
    prompt,
    seconds,
    size: { width: width * world.scale, height: height * world.scale },
    take: `${world.seed}/${Math.floor(3 * chance(world.seed, id, "take"))}`,
    picture: world.blobs.get(nameOfPicture(id)),
  };
  return filmed(world, brief);
}

function pictureOf(world: World, { flaw }: Run, work: PictureWork, number: number): Promise<Buffer> {
  const { prompt, width, height, format } = work;
  return scenePicture(world, {
    prompt,
    width,
    height,
    format,
    take: `${seedOf(world, work)}/${number}`,
    flaw,
  });
}

function seedOf({ seed }: World, work: PictureWork): number {
  return work.seed ?? Math.floor(2 ** 31 * chance(seed, work.prompt, "seed"));
}

function voiceOf(
  world: World,
  { flaw }: Run,
  { text, voice, pace, format, rate }: VoiceWork,
): Promise<VoiceFile> {
  return voiceFile(world, { text, voice, pace, format, rate, isStreamed: false, flaw });
}

/** The result object of a finished run. */
export async function resultJson(world: World, run: Run): Promise<Record<string, unknown>> {
  const { work } = run;
  switch (work.makes) {
    case "film":
      return { video: await linkTo(world, run, "mp4") };
    case "picture": {
      const images = [];
      for (let number = 0; number < work.count; number += 1)
        images.push(await pictureJson(world, run, work, number));
      return {
        images,
        timings: { inference: 1.2 },
        seed: seedOf(world, work),
        has_nsfw_concepts: images.map(() => run.flaw === "black-picture"),
        prompt: work.prompt,
      };
    }
    case "voice": {
      const { bytes, durationMs } = await voiceOf(world, run, work);
      const audio = work.isInline ? bytes.toString("hex") : await linkTo(world, run, work.format);
      return { audio, duration_ms: durationMs };
    }
  }
}

async function pictureJson(world: World, run: Run, { width, height, format }: PictureWork, number: number) {
  const link = await linkTo(world, run, format === "jpeg" ? "jpg" : format, number);
  return { ...link, width: Math.round(width * world.scale), height: Math.round(height * world.scale) };
}

async function linkTo(world: World, run: Run, extension: string, number = 0) {
  const { content, contentType } = await fileOf(world, run, number);
  const name = `${requestId(run.id)}${number === 0 ? "" : `_${number}`}.${extension}`;
  return {
    url: `${run.base}/fal/files/${name}`,
    content_type: contentType,
    file_name: name,
    file_size: content.byteLength,
  };
}
