import { listVideos, type Page } from "./client";
import { saysNoList } from "./no-list";
import type { Video } from "./wire";

/** A list that goes on longer than this proves nothing. */
const mostPages = 50;

/** Videos made since some time, those too that do not say when, and whether these are provably all. */
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
    videos: [...seen.values()].filter((video) => (madeMs(video) ?? oldestMs) >= oldestMs),
    areAll,
  });
  let unreadable = 0;
  let after: string | null = null;
  try {
    for (let pages = 0; pages < mostPages; pages++) {
      const page: Page = await listVideos(after);
      unreadable += page.unreadable;
      for (const video of page.videos) seen.set(video.ids[0] ?? "", video);
      const isEnough = page.isLast || hasRunPast([...seen.values()], oldestMs);
      if (isEnough || page.next === null) return recent(isEnough && unreadable === 0);
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
  const times = videos.flatMap((video) => madeMs(video) ?? []);
  const [newest, oldest] = [times[0], times.at(-1)];
  if (newest === undefined || oldest === undefined || oldest >= oldestMs || newest === oldest) return false;
  return times.every((time, index) => time <= (times[index - 1] ?? time));
}

function madeMs(video: Video): number | null {
  return video.createdAt?.getTime() ?? null;
}
