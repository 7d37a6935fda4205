import type { Content } from "../core/content";
import { photoAt } from "../core/photos";
import { chance } from "../core/random";
import type { World } from "../core/world";
import type { FilmBrief } from "../films/film";
import { filmed } from "../films/filmed";
import { requestId } from "./request-id";
import type { Run } from "./run";

const nameOfPicture = (id: number): string => `fal-${id}.picture`;

/** Reads the picture a video starts from, and keeps it: by the time of the filming its link may be dead. */
export async function keepPicture(world: World, id: number, imageUrl: string | null): Promise<void> {
  const picture = imageUrl === null ? null : await photoAt(imageUrl, world.fetchPhoto);
  if (picture) world.blobs.put(nameOfPicture(id), picture);
}

/** The film of a finished run. The same prompt makes one of three, so that a hundred runs do not take a hundred renderings. */
export async function filmOf(world: World, run: Run): Promise<Content> {
  const brief: FilmBrief = {
    prompt: run.prompt,
    seconds: run.seconds,
    size: { width: run.width * world.scale, height: run.height * world.scale },
    take: `${world.seed}/${Math.floor(3 * chance(world.seed, run.id, "take"))}`,
    picture: world.blobs.get(nameOfPicture(run.id)),
  };
  return filmed(world, brief);
}

/** The result object of a finished run. */
export async function resultJson(world: World, run: Run) {
  const { byteLength } = await filmOf(world, run);
  const name = `${requestId(run.id)}.mp4`;
  const url = `${run.base}/fal/files/${name}`;
  return { video: { url, content_type: "video/mp4", file_name: name, file_size: byteLength } };
}
