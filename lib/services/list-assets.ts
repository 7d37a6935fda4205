import { countAssets, listAssets as readAssets, tagCounts, type AssetFilter } from "@/lib/db/assets";
import type { User } from "@/lib/db/user-client";
import type { Asset } from "@/lib/jobs/asset";
import { cursorOf, placeAt } from "./cursor";

/** Which images of a library are meant: those that fit all of it. */
export interface LibraryFilter {
  /** Words as a person types them: each stands in name, tags or caption, or begins a word there. */
  q?: string | undefined;
  tag: readonly string[];
  status?: AssetFilter["status"];
  from?: Date | undefined;
  to?: Date | undefined;
}

export interface ListedAssets {
  items: Asset[];
  nextCursor: string | null;
}

/** A page of this user's images, newest first. `cursor` is a `nextCursor` of the page before. Throws `InvalidInput`. */
export async function listAssets(
  user: User,
  { limit, ...filter }: LibraryFilter & { limit: number },
  cursor?: string,
): Promise<ListedAssets> {
  const rows = await readAssets(user.id, databaseFilter(filter), limit + 1, placeAt(cursor) ?? null);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? cursorOf(last) : null };
}

/** How many images of this user the filter fits, and how many of those have no tags. */
export async function countLibrary(
  user: User,
  filter: LibraryFilter,
): Promise<{ total: number; untagged: number }> {
  return countAssets(user.id, databaseFilter(filter));
}

/** So many tags can be offered; nobody looks at more. */
const mostTags = 500;

/** The tags of this user's images and how many have each, the commonest first. */
export async function listTags(user: User): Promise<Array<{ tag: string; count: number }>> {
  return tagCounts(user.id, mostTags);
}

function databaseFilter({ q, tag, status, from, to }: LibraryFilter): AssetFilter {
  return { words: q, tags: tag, status, from, to };
}
