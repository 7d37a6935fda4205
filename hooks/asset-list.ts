import type { AssetView } from "@/lib/jobs/asset-view";

/** What a page of the library answers. */
export interface PageOfAssets {
  items: AssetView[];
  nextCursor: string | null;
}

/** The images of one filter as far as they have been asked for, newest first. */
export interface AssetList {
  /** The question that these answer, without its cursor. */
  query: string;
  items: readonly AssetView[];
  /** Where the next page begins: `undefined` before the first, `null` behind the last. */
  cursor: string | null | undefined;
  /** The items are still those of another question. */
  isStale: boolean;
  error: unknown;
  /** What was deleted here: an answer that is older still has it. */
  gone: ReadonlySet<string>;
  /** They are being read again. */
  isReading: boolean;
  /** What has happened here while an answer is on its way. */
  since: readonly Happening[];
}

/** What happens here, and an answer that is on its way may not know. */
type Happening =
  | { type: "change"; ids: ReadonlySet<string>; with: Partial<AssetView> }
  | { type: "arrive"; asset: AssetView };

export type AssetListAction =
  | Happening
  | { type: "ask"; query: string }
  | { type: "page"; query: string; cursor: string | undefined; page: PageOfAssets }
  | { type: "reread"; query: string }
  | { type: "replace"; query: string; page: PageOfAssets }
  | { type: "fail"; query: string; error: unknown }
  | { type: "again" }
  | { type: "remove"; ids: ReadonlySet<string> };

export function listOf(query: string, page: PageOfAssets | null): AssetList {
  return {
    query,
    items: page?.items ?? [],
    cursor: page ? page.nextCursor : undefined,
    isStale: page === null,
    error: null,
    gone: new Set(),
    isReading: false,
    since: [],
  };
}

/** What every action makes of the list. An answer to another question, or for another place, changes nothing. */
export function assetListReducer(list: AssetList, action: AssetListAction): AssetList {
  switch (action.type) {
    case "ask": {
      const { query } = action;
      return { ...list, query, cursor: undefined, isStale: true, error: null, isReading: false, since: [] };
    }
    case "page": {
      if (action.query !== list.query || action.cursor !== list.cursor) return list;
      const { items, nextCursor: cursor } = action.page;
      if (list.isStale) return answered(list, action.page);
      return { ...list, items: once([...list.items, ...items], list.gone), cursor, error: null };
    }
    case "reread":
      if (action.query !== list.query) return list;
      return { ...list, isReading: true, since: list.isStale ? list.since : [] };
    case "replace":
      // Another question was asked meanwhile, or another answer to this one has come.
      if (action.query !== list.query || !list.isReading) return list;
      return { ...answered(list, action.page), isReading: false };
    case "fail":
      return action.query === list.query ? { ...list, error: action.error } : list;
    case "again":
      return { ...list, error: null };
    case "change": {
      const items = list.items.map((item) => (action.ids.has(item.id) ? { ...item, ...action.with } : item));
      return { ...list, items, since: sinceWith(list, action) };
    }
    case "remove": {
      const gone = new Set([...list.gone, ...action.ids]);
      return { ...list, items: once(list.items, gone), gone };
    }
    case "arrive": {
      const items = once([action.asset, ...list.items], list.gone);
      return { ...list, items, since: sinceWith(list, action) };
    }
  }
}

/** The list with an answer in the place of what it had, and with what has happened since that was asked for. */
function answered(list: AssetList, { items, nextCursor: cursor }: PageOfAssets): AssetList {
  const read = { ...list, items: once(items, list.gone), cursor, isStale: false, error: null };
  return list.since.reduce<AssetList>(assetListReducer, { ...read, since: [] });
}

function sinceWith({ since, isStale, isReading }: AssetList, happening: Happening): readonly Happening[] {
  return isStale || isReading ? [...since, happening] : since;
}

/** Each once, where it first stands, but for those that are gone. */
function once(items: readonly AssetView[], gone: ReadonlySet<string>): AssetView[] {
  const seen = new Set(gone);
  return items.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Whether a page has to be asked for, so that `wanted` images are there. */
export function isShortOf(list: AssetList, wanted: number): boolean {
  if (list.error !== null || list.cursor === null) return false;
  return list.isStale || list.items.length < wanted;
}
