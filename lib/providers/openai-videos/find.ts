import { recentOf } from "../openai-shared/recent";
import type { Found, LostStart } from "../provider";
import type { VideoRequest } from "../video-request";
import { listVideos } from "./client";
import { startedVideo } from "./start";
import type { Video } from "./wire";

/** Clocks differ: a video this much older than our intent may still be ours. */
const clockSkewMs = 5 * 60_000;

/** The references of so many are looked up in our record at once. */
const fewVideos = 50;

/**
 * Looks for a video that a crashed start may have left. Videos carry nothing of ours, so of those made since then that
 * no other operation has, the oldest with the same prompt, model, length and size is adopted, unless the request had a
 * picture, which a video does not show; one that does not say when it was made may be of then. It is absent only where
 * no such video was made at all: places tidy prompts, so one that looks different may be ours all the same. Anything else
 * proves nothing.
 */
export async function find({ request, since, taken }: LostStart<VideoRequest>): Promise<Found> {
  const { items: videos, areAll } = await recentOf(listVideos, since.getTime() - clockSkewMs);
  if (request.files.length === 0) {
    const same = videos.filter((video) => isSame(video, request.body));
    const oldest = await firstFree(
      same.toSorted((a, b) => madeAt(a) - madeAt(b)),
      taken,
    );
    const [ref] = oldest?.ids ?? [];
    if (oldest && ref !== undefined) return { type: "found", started: startedVideo(ref, oldest) };
  }
  const isAbsent = areAll && (await firstFree(videos, taken)) === undefined;
  return isAbsent ? { type: "absent", isVouched: videos.length > 0 } : { type: "unprovable" };
}

/** Last where nobody says: of two alike, the one that is surely of then is taken. */
function madeAt({ createdAt }: Video): number {
  return createdAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** The first that no other operation of ours has. */
async function firstFree(
  videos: readonly Video[],
  taken: LostStart<VideoRequest>["taken"],
): Promise<Video | undefined> {
  for (let start = 0; start < videos.length; start += fewVideos) {
    const some = videos.slice(start, start + fewVideos);
    const others = await taken(some.flatMap((video) => video.ids));
    const free = some.find((video) => !video.ids.some((id) => others.has(id)));
    if (free) return free;
  }
  return undefined;
}

/** Whether a video is what was asked for. What a place leaves out cannot be compared, so it is not the same. */
function isSame(video: Video, wanted: VideoRequest): boolean {
  const model = video.model?.replace(/-\d{4}-\d{2}-\d{2}$/, "");
  return (
    video.prompt === wanted.prompt &&
    (video.model === wanted.model || model === wanted.model) &&
    video.seconds === wanted.seconds &&
    video.size === wanted.size
  );
}
