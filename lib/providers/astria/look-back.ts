import type { Page } from "./client";
import type { Whose } from "./whose";

/** A list that goes on longer than this proves nothing. */
const mostPages = 50;

/** Astria's pages have at least so many rows, unless there are no more (Astria's documentation). */
const smallestPage = 20;

/** What a list shows of work made since some time. */
export interface Seen<T> {
  /** Carries our operation's id. */
  ours: T | null;
  /** May be ours: nothing says whose it is. */
  twins: readonly T[];
  unknown: readonly T[];
  /** Whether all that was made since then was seen, and whether that is anything. */
  isWhole: boolean;
  isEmpty: boolean;
}

interface Listed {
  id: number | null;
  createdAt: Date | null;
}

/**
 * Pages back, newest first, until a row is ours, nothing is left, or all is older than `oldest`. A row whose time cannot
 * be read may be new, and one without an id cannot be adopted; neither ends the paging.
 */
export async function lookBack<T extends Listed>(
  list: (beforeId: number | null) => Promise<Page<T>>,
  whose: (row: T) => Whose,
  oldest: Date,
): Promise<Seen<T>> {
  const twins: T[] = [];
  const unknown: T[] = [];
  let isEmpty = true;
  const seen = (isWhole: boolean, ours: T | null = null): Seen<T> => {
    return { ours, twins, unknown, isWhole, isEmpty };
  };
  let isInOrder = true;
  let before: number | null = null;
  for (let pages = 0; pages < mostPages; pages++) {
    const { rows, next, ...page }: Page<T> = await list(before);
    isInOrder &&= page.isInOrder;
    for (const row of rows.filter(({ createdAt }) => createdAt === null || createdAt >= oldest)) {
      const is = whose(row);
      isEmpty = false;
      if (is === "ours" && row.id !== null) return seen(false, row);
      if (is === "twin" && row.id !== null) twins.push(row);
      else if (is !== "foreign") unknown.push(row);
    }
    if (rows.length === 0) return seen(isInOrder);
    const last = rows.findLast(({ createdAt }) => createdAt !== null)?.createdAt;
    if (isInOrder && last && last < oldest) return seen(true);
    // A place that gives the same page again has shown all it has only where that is less than a page.
    if (next === null || (before !== null && next >= before))
      return seen(isInOrder && rows.length < smallestPage);
    before = next;
  }
  return seen(false);
}
