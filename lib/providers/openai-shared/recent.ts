import { saysNoList } from "./no-list";
import type { Listed, Page } from "./page";

/** A list that goes on longer than this proves nothing. */
const mostPages = 50;

/** Work begun since some time, that too which does not say when, and whether this is provably all. */
export interface Recent<T extends Listed> {
  items: T[];
  areAll: boolean;
}

/**
 * All that a list shows of what was made since then (epoch ms). Its order is asked for, but not relied on: pages are read
 * until they end, or until they have run down, newest first, past that time. Throws where the list cannot be had now.
 */
export async function recentOf<T extends Listed>(
  list: (after: string | null) => Promise<Page<T>>,
  oldestMs: number,
): Promise<Recent<T>> {
  const seen = new Map<string, T>();
  const cursors = new Set<string>();
  const recent = (areAll: boolean): Recent<T> => ({
    items: [...seen.values()].filter((item) => (madeMs(item) ?? oldestMs) >= oldestMs),
    areAll,
  });
  let unreadable = 0;
  let after: string | null = null;
  try {
    for (let pages = 0; pages < mostPages; pages++) {
      const page: Page<T> = await list(after);
      unreadable += page.unreadable;
      for (const item of page.items) seen.set(item.ids[0] ?? "", item);
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

/** Whether these, in the order of the list, go from newer to older without exception, and end before that time. */
function hasRunPast(items: readonly Listed[], oldestMs: number): boolean {
  const times = items.flatMap((item) => madeMs(item) ?? []);
  const [newest, oldest] = [times[0], times.at(-1)];
  if (newest === undefined || oldest === undefined || oldest >= oldestMs || newest === oldest) return false;
  return times.every((time, index) => time <= (times[index - 1] ?? time));
}

function madeMs({ createdAt }: Listed): number | null {
  return createdAt?.getTime() ?? null;
}
