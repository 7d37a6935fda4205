"use client";
import useSWR from "swr";
import { getJson } from "./api";
import { countKey, type AssetCount } from "./asset-requests";
import { pollOptions, useRecovery } from "./use-polled";

/** How many images somebody's library has, and how many of them could be tagged; read again whenever the page is looked at anew. */
export function useLibraryCounts(initial?: AssetCount) {
  const { data, error, mutate } = useSWR<AssetCount, unknown>(countKey(""), getJson, {
    ...pollOptions,
    ...(initial === undefined ? {} : { fallbackData: initial }),
  });
  useRecovery(error, mutate);
  return { counts: data, error, refresh: mutate };
}
