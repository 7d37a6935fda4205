"use client";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import useSWR, { useSWRConfig } from "swr";
import type { AssetView } from "@/lib/jobs/asset-view";
import { getJson } from "./api";
import { assetListReducer, isShortOf, listOf, type PageOfAssets } from "./asset-list";
import { countKey, getAssets, getFirstAssets, tagCountsKey, type AssetCount } from "./asset-requests";
import { oneAtATime } from "./one-at-a-time";
import { useRecovery } from "./use-polled";
import { useReasonsToRead } from "./use-reasons-to-read";

/** What the server has drawn the page with, and the question that it answers. */
export interface InitialLibrary {
  query: string;
  page: PageOfAssets;
  count: AssetCount;
}

/**
 * The images that fit a query, as far down as somebody looks. They are read again when a batch has been tagged, when a
 * tagging job is over, and when somebody comes back to the page: also by the browser's own way back, which draws it with
 * what it was once given.
 */
export function useAssets(query: string, given: InitialLibrary | null) {
  const initial = given?.query === query ? given : null;
  const [list, dispatch] = useReducer(assetListReducer, null, () => listOf(query, initial?.page ?? null));
  const [isOfOld] = useState(initial !== null);
  const [wanted, setWanted] = useState(1);
  if (query !== list.query) {
    dispatch({ type: "ask", query });
    setWanted(1);
  }

  const { mutate } = useSWRConfig();
  const counted = useSWR<AssetCount>(countKey(query), getJson, {
    keepPreviousData: true,
    ...(initial && { fallbackData: initial.count }),
  });
  const recount = useCallback(async () => {
    await Promise.all([mutate(countKey(query)), mutate(countKey("")), mutate(tagCountsKey)]);
  }, [mutate, query]);

  const isShort = isShortOf(list, wanted);
  const { cursor } = list;
  useEffect(() => {
    if (!isShort || cursor === null) return;
    let isGone = false;
    getAssets(query, cursor)
      .then((page) => isGone || dispatch({ type: "page", query, cursor, page }))
      .catch((error: unknown) => isGone || dispatch({ type: "fail", query, error }));
    return () => {
      isGone = true;
    };
  }, [query, cursor, isShort]);

  const again = useCallback(async () => dispatch({ type: "again" }), []);
  useRecovery(list.error ?? undefined, again);

  const shown = useRef(1);
  const [alone] = useState(oneAtATime);
  const refresh = useCallback(
    () =>
      alone(async () => {
        void recount();
        dispatch({ type: "reread", query });
        try {
          dispatch({ type: "replace", query, page: await getFirstAssets(query, () => shown.current) });
        } catch {
          // What was known stays; whatever is asked for next says what is wrong.
        }
      }),
    [alone, query, recount],
  );
  useReasonsToRead(refresh, isOfOld);

  const want = useCallback((upTo: number) => {
    shown.current = upTo;
    setWanted((before) => Math.max(before, upTo));
  }, []);
  const change = useCallback(
    (ids: Iterable<string>, fields: Partial<AssetView>) =>
      dispatch({ type: "change", ids: new Set(ids), with: fields }),
    [],
  );
  const remove = useCallback((ids: Iterable<string>) => {
    dispatch({ type: "remove", ids: new Set(ids) });
  }, []);
  const arrive = useCallback((asset: AssetView) => dispatch({ type: "arrive", asset }), []);

  const { items, isStale, error } = list;
  const isWhole = list.cursor === null && !isStale;
  return {
    items,
    /** How many fit, whether or not they have been asked for. */
    total: isWhole ? items.length : Math.max(items.length, counted.data?.total ?? 0),
    /** How many of those that fit could be tagged now. */
    untagged: counted.data?.untagged ?? 0,
    isStale,
    isLoading: isStale && items.length === 0 && error === null,
    error: error ?? null,
    want,
    again,
    refresh,
    recount,
    change,
    remove,
    arrive,
  };
}
