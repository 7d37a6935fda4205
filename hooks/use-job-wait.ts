"use client";
import { useEffect, useEffectEvent } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { apiErrorOf } from "./api";
import { recoverAfter } from "./schedule";
import { useAwake } from "./use-awake";

/** The server holds a question so long for a change; between two we rest, whatever it answers. */
const waitSeconds = 20;
const restMs = 500;

/**
 * Holds a question open while the page is seen, so that a webhook's news arrives within a second instead of at the
 * next poll, where nothing else tells it. Polling goes on beside it and alone is enough.
 */
export function useJobWait(url: string, waiting: boolean, tell: (job: JobView) => void) {
  const awake = useAwake();
  const told = useEffectEvent(tell);
  useEffect(() => {
    if (!waiting || !awake) return;
    const stop = new AbortController();
    void follow(url, stop.signal, (job) => told(job));
    return () => stop.abort();
  }, [url, waiting, awake]);
}

async function follow(url: string, signal: AbortSignal, tell: (job: JobView) => void) {
  let etag: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const headers: HeadersInit = etag === null ? {} : { "If-None-Match": etag };
      const answer: Response = await fetch(`${url}?wait=${waitSeconds}`, {
        signal,
        headers,
        cache: "no-store",
      });
      if (!answer.ok && answer.status !== 304)
        throw apiErrorOf(answer.status, await answer.text(), answer.headers.get("retry-after"));
      if (answer.ok) tell((await answer.json()) as JobView);
      etag = answer.headers.get("etag");
      failures = 0;
      await rest(restMs, signal);
    } catch (error) {
      const wait = recoverAfter(error, failures, Math.random());
      if (wait === null) return;
      failures += 1;
      await rest(wait, signal);
    }
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
