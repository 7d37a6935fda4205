"use client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import useSWR from "swr";
import type { JobCount } from "@/lib/jobs/job-count";
import { getJson } from "./api";
import { activeJobsKey, type PageOfJobs } from "./job-cache";
import { countsKey, type JobFilter } from "./job-filter";
import { useRecounts } from "./recounts";
import { seldom } from "./seldom";
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
  const moves = useMoves();
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

/** Another text whenever a job has begun, moved on or ended, or lists were asked for again; `null` while that is not known. It asks for nothing. */
function useMoves(): string | null {
  const { data } = useSWR<PageOfJobs, unknown>(activeJobsKey, null);
  const recounts = useRecounts();
  return data ? [...data.items.map(({ id, status }) => `${id} ${status}`), recounts].join() : null;
}
