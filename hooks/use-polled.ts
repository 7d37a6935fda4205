"use client";
import { useEffect, useRef, useState } from "react";
import useSWR, { type SWRResponse } from "swr";
import { recoverAfter } from "./schedule";

/** How everything that is polled is asked. SWR itself skips hidden and offline pages and refreshes on focus. */
export const pollOptions = {
  // Whoever comes back sees what is true now, also after a moment only.
  focusThrottleInterval: 300,
  dedupingInterval: 300,
  shouldRetryOnError: false,
  // SWR alone takes a page that was opened offline to be online until the browser says otherwise.
  isOnline: () => navigator.onLine,
};

/**
 * SWR with an interval that each answer, and each rendering, sets anew: `intervalOf(data)` milliseconds, 0 for no more.
 *
 * The interval is given to SWR as a number held in state, not as a function: SWR 2.5 ends a function's chain for
 * good at its first 0, while a changed number restarts the timer, so a retried job is polled again and every wait
 * counts from the answer that asked for it.
 */
export function usePolled<T>(
  key: string | null,
  fetcher: (key: string) => Promise<T>,
  intervalOf: (data: T | undefined) => number,
  initial?: T,
): SWRResponse<T, unknown> {
  const [intervalMs, setIntervalMs] = useState(() => intervalOf(initial));
  const answer = useSWR<T, unknown>(key, fetcher, {
    ...pollOptions,
    ...(initial === undefined ? {} : { fallbackData: initial }),
    refreshInterval: intervalMs,
    keepPreviousData: true,
  });
  const wanted = intervalOf(answer.data);
  if (wanted !== intervalMs) setIntervalMs(wanted);
  useRecovery(answer.error, answer.mutate);
  return answer;
}

/** Our own server answers long before; a question that hangs for longer has lost its connection. */
const hangingMs = 20_000;

/** What is being asked again, by the error that it follows: all who ask the same in a tab have the same error of it. */
const askedAgain = new WeakMap<object, Promise<void>>();

/**
 * SWR does not poll while an error is cached. This asks again, slower each time, while the page is seen and online; once for
 * all parts of a page that show the same, and never while that question is under way: SWR drops the answer to the older of two.
 */
export function useRecovery(error: unknown, ask: () => Promise<unknown>) {
  const failures = useRef(0);
  useEffect(() => {
    if (error === undefined) {
      failures.current = 0;
      return;
    }
    const wait = recoverAfter(error, failures.current, Math.random());
    failures.current += 1;
    if (wait === null) return;
    // The answer, good or bad, replaces `error` and with it this timer.
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const askAgain = async (): Promise<void> => {
      await askOnce(error, ask);
      if (!isOver) askLater();
    };
    const askLater = (): void => {
      timer = setTimeout(() => void askAgain(), wait);
    };
    askLater();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [error, ask]);
}

async function askOnce(error: unknown, ask: () => Promise<unknown>): Promise<void> {
  if (!(error instanceof Error)) return askForAWhile(ask);
  const underWay = askedAgain.get(error);
  if (underWay) return underWay;
  const asked = askForAWhile(ask);
  askedAgain.set(error, asked);
  await asked;
  askedAgain.delete(error);
}

function askForAWhile(ask: () => Promise<unknown>): Promise<void> {
  const hangs = new Promise<void>((resolve) => setTimeout(resolve, hangingMs));
  return Promise.race([askIfAwake(ask), hangs]);
}

async function askIfAwake(ask: () => Promise<unknown>) {
  if (document.visibilityState === "hidden" || !navigator.onLine) return;
  try {
    await ask();
  } catch {
    // The error is in SWR's cache already, where the page shows it.
  }
}
