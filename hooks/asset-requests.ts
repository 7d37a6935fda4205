import pLimit from "p-limit";
import type { AssetView } from "@/lib/jobs/asset-view";
import { getJson, sendJson } from "./api";
import type { PageOfAssets } from "./asset-list";
import { isChosen, type Selection } from "./selection";
import { edited, type TagEdit } from "./tag-edit";

/** How many images the first page of the library has, and how many every other. */
const pageSizes = { first: 100, other: 500 } as const;
/** So many images are asked for by themselves at once. */
const fewAtOnce = 4;
/** The most that are deleted by one request. */
const mostAtOnce = 1_000;

/** How many images fit a filter, and how many of them could be tagged. */
export interface AssetCount {
  total: number;
  untagged: number;
}

export interface TagCount {
  tag: string;
  count: number;
}

export const tagCountsKey = "/api/assets/tags";

export function countKey(query: string): string {
  return `/api/assets/count${query && `?${query}`}`;
}

export function assetAddress(id: string, what: "" | "/file" | "/thumbnail" = ""): string {
  return `/api/assets/${id}${what}`;
}

/** A page of the images that fit. Throws `ApiError`. */
export function getAssets(query: string, cursor: string | undefined): Promise<PageOfAssets> {
  const asked = new URLSearchParams(query);
  asked.set("limit", String(cursor === undefined ? pageSizes.first : pageSizes.other));
  if (cursor !== undefined) asked.set("cursor", cursor);
  return getJson<PageOfAssets>(`/api/assets?${asked.toString()}`);
}

/** The pages from the first on, until they hold `count` images, which may grow meanwhile. Throws `ApiError`. */
export async function getFirstAssets(query: string, count: () => number): Promise<PageOfAssets> {
  const items: AssetView[] = [];
  let cursor: string | undefined;
  do {
    const page = await getAssets(query, cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < count());
  return { items, nextCursor: cursor ?? null };
}

/** The ids of all that are chosen, also of those that were never looked at. Throws `ApiError`. */
export async function chosenIds(selection: Selection, query: string): Promise<string[]> {
  if (!selection.isAll) return [...selection.ids];
  return (await chosenAssets(selection, query, [])).map(({ id }) => id);
}

/** The same with all that is known of them; `known` need not be asked for again. Throws `ApiError`. */
export async function chosenAssets(
  selection: Selection,
  query: string,
  known: readonly AssetView[],
): Promise<AssetView[]> {
  if (selection.isAll) {
    const { items } = await getFirstAssets(query, () => Infinity);
    return items.filter(({ id }) => isChosen(selection, id));
  }
  const byId = new Map(known.map((asset) => [asset.id, asset]));
  const limit = pLimit(fewAtOnce);
  const read = async (id: string) => byId.get(id) ?? limit(() => getJson<AssetView>(assetAddress(id)));
  return Promise.all([...selection.ids].map(read));
}

/** Deletes images for good; answers how many there were. Throws `ApiError`. */
export async function deleteAssets(ids: readonly string[]): Promise<number> {
  let deleted = 0;
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    const some = ids.slice(at, at + mostAtOnce);
    deleted += (await sendJson<{ deleted: number }>("DELETE", "/api/assets", { ids: some })).deleted;
  }
  return deleted;
}

/** Does this to the tags that an image has now: a batch may have given it some since it was looked at. Throws `ApiError`. */
export async function editTags(id: string, edit: TagEdit): Promise<AssetView> {
  const asset = await getJson<AssetView>(assetAddress(id));
  const tags = edited(asset.tags, edit);
  return tags === asset.tags ? asset : sendJson<AssetView>("PATCH", assetAddress(id), { tags });
}
