"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import useSWR from "swr";
import { activeJobsKey, type PageOfJobs } from "./job-cache";
import { isAwake } from "./use-awake";

/** What is known of a job is given to every list first: that would have them drop an answer that is on its way. */
const settledMs = 500;

/** Another text whenever a job has begun, moved on or ended; `null` while that is not known. It asks for nothing. */
export function useMoves(): string | null {
  const { data } = useSWR<PageOfJobs, unknown>(activeJobsKey, null);
  return data ? data.items.map(({ id, status }) => `${id} ${status}`).join() : null;
}

/** Asks once jobs have moved, while that is wanted; a page that is hidden asks for all that it shows once it is seen. */
export function useAskAfterMoves(isWanted: boolean, ask: () => Promise<unknown>): void {
  const moves = useMoves();
  const known = useRef(moves);
  const askNow = useEffectEvent(() => {
    if (isWanted && isAwake()) ask().catch(() => undefined);
  });
  useEffect(() => {
    const before = known.current;
    known.current = moves;
    if (before === null || before === moves) return;
    const timer = setTimeout(() => askNow(), settledMs);
    return () => clearTimeout(timer);
  }, [moves]);
}
