import { listVideos, type Page } from "./client";
import { saysNoList } from "./no-list";
import type { Video } from "./wire";

/** A list that goes on longer than this proves nothing. */
const mostPages = 50;

/** Videos made since some time, and whether these are provably all. */
export interface RecentVideos {
  videos: Video[];
  areAll: boolean;
}

/**
 * Every video made since then (epoch ms). The order of the list is asked for, but not relied on: pages are read until
 * they end, or until they have run down, newest first, past that time. Throws where the list cannot be had now.
 */
export async function recentVideos(oldestMs: number): Promise<RecentVideos> {
  const seen = new Map<string, Video>();
  const cursors = new Set<string>();
  const recent = (areAll: boolean): RecentVideos => ({
    videos: [...seen.values()].filter((video) => timeOf(video) >= oldestMs),
    areAll,
  });
  let unreadable = 0;
  let after: string | null = null;
  try {
    for (let pages = 0; pages < mostPages; pages++) {
      const page: Page = await listVideos(after);
      unreadable += page.unreadable;
      for (const video of page.videos) seen.set(video.id, video);
      if (page.next === null || hasRunPast([...seen.values()], oldestMs)) return recent(unreadable === 0);
      // A place that gives the same page again has not said that there is no more.
      if (cursors.has(page.next)) break;
      cursors.add(page.next);
      after = page.next;
    }
  } catch (error) {
    if (!saysNoList(error)) throw error;
  }
  return recent(false);
}

/** Whether videos, in the order of the list, go from newer to older without exception, and end before that time. */
function hasRunPast(videos: readonly Video[], oldestMs: number): boolean {
  const [newest, oldest] = [videos[0], videos.at(-1)];
  if (!newest || !oldest || timeOf(oldest) >= oldestMs || timeOf(newest) === timeOf(oldest)) return false;
  return videos.every((video, index) => timeOf(video) <= timeOf(videos[index - 1] ?? video));
}

function timeOf(video: Video): number {
  return video.created_at * 1_000;
}
