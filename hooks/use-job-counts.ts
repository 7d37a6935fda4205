"use client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import useSWR from "swr";
import type { JobCount } from "@/lib/jobs/job-count";
import { getJson } from "./api";
import { countsKey, type JobFilter } from "./job-filter";
import { useRecounts } from "./recounts";
import { seldom } from "./seldom";
import { useMoves } from "./use-moves";
import { pollOptions, useRecovery } from "./use-polled";

/** However much moves, counts are asked for no more often than this, in milliseconds. */
const restMs = 3_000;

/**
 * How many jobs there are of each kind and status, of those that words and days leave; `undefined` until that is known. Asked
 * for again as soon as what is under way has moved, and whenever the lists are: something was done with a job here or elsewhere, and
 * that has been answered. `initial` is of this filter.
 */
export function useJobCounts(filter: JobFilter, initial: JobCount[] | undefined): JobCount[] | undefined {
  const { data, error, mutate } = useSWR<{ items: JobCount[] }, unknown>(countsKey(filter), getJson, {
    ...pollOptions,
    keepPreviousData: true,
    ...(initial === undefined ? {} : { fallbackData: { items: initial } }),
  });
  useRecovery(error, mutate);
  const moved = useMoves();
  const recounts = useRecounts();
  const moves = moved === null ? null : `${moved} ${recounts}`;
  const recount = useEffectEvent(() => void mutate().catch(() => undefined));
  const [{ ask, stop }] = useState(() => seldom(() => recount(), restMs));
  useEffect(() => stop, [stop]);
  const known = useRef(moves);
  useEffect(() => {
    if (known.current !== null && known.current !== moves) ask();
    known.current = moves;
  }, [moves, ask]);
  return data?.items;
}
