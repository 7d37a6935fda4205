import type { Found, LostStart } from "../provider";
import { ProviderError } from "../provider-error";
import { VideoRequest } from "../video-request";
import { listVideos, type Page } from "./client";
import { startedVideo } from "./start";
import type { Video } from "./wire";

/** Clocks differ: a video this much older than our intent may still be ours. */
const clockSkewMs = 5 * 60_000;

/**
 * Looks for a video that a crashed start may have left. Videos carry nothing of ours, so those made since then that
 * no other operation has, with the same prompt, model, length and size, are candidates. None is absent: the list
 * shows everything. The oldest is adopted, unless the request had a picture, which a video does not
 * show. Where something in the list cannot be judged, or there is no list, nothing is proven.
 */
export async function find({ request, since, taken }: LostStart): Promise<Found> {
  const wanted = VideoRequest.parse(request.body);
  const { videos, unreadable } = await videosSince(since.getTime() - clockSkewMs);
  const alike = videos.filter((video) => likeness(video, wanted) !== "other");
  const others = await taken(alike.map((video) => video.id));
  const candidates = alike.filter((video) => !others.has(video.id));
  const oldest = candidates
    .filter((video) => likeness(video, wanted) === "same")
    .toSorted((a, b) => a.created_at - b.created_at)[0];
  if (oldest && !request.files?.length) return { type: "found", started: startedVideo(oldest) };
  return { type: candidates.length > 0 || unreadable > 0 ? "unprovable" : "absent" };
}

/** Every video made since then (epoch ms), and how many rows could not be read. */
async function videosSince(oldestMs: number): Promise<Pick<Page, "videos" | "unreadable">> {
  const videos: Video[] = [];
  let unreadable = 0;
  let after: string | null = null;
  try {
    do {
      const page: Page = await listVideos(after);
      const recent = page.videos.filter((video) => video.created_at * 1_000 >= oldestMs);
      videos.push(...recent);
      unreadable += page.unreadable;
      after = recent.length < page.videos.length ? null : page.next;
    } while (after !== null);
  } catch (error) {
    const isListless = error instanceof ProviderError && !error.facts.retryable;
    if (!isListless) throw error;
    unreadable++;
  }
  return { videos, unreadable };
}

/** Whether a video is what was asked for. What a place leaves out cannot be compared. */
function likeness(video: Video, wanted: VideoRequest): "same" | "other" | "unclear" {
  const model = video.model?.replace(/-\d{4}-\d{2}-\d{2}$/, "") ?? null;
  const isModel = video.model === wanted.model || model === wanted.model;
  const isSame = [
    video.prompt == null ? null : video.prompt === wanted.prompt,
    video.model == null ? null : isModel,
    video.seconds == null ? null : video.seconds === wanted.seconds,
    video.size == null ? null : video.size === wanted.size,
  ];
  if (isSame.includes(false)) return "other";
  return isSame.includes(null) ? "unclear" : "same";
}
