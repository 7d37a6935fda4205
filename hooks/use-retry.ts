"use client";
import { useEffect, useEffectEvent, useRef, useTransition } from "react";

/** A try that takes so long is not waited for any longer. */
const patienceMs = 20_000;

/**
 * Calls `retry` every `everyMs` (0: never) while the page is seen, jittered so that many pages do not return at once. One
 * that is still under way is let finish: to ask again is to break it off.
 */
export function useRetry(retry: () => void, everyMs: number) {
  const [isAsking, startAsking] = useTransition();
  const askedAt = useRef(-Infinity);
  const again = useEffectEvent(() => {
    const now = performance.now();
    if (document.visibilityState !== "visible" || (isAsking && now - askedAt.current < patienceMs)) return;
    askedAt.current = now;
    startAsking(() => retry());
  });
  useEffect(() => {
    if (everyMs === 0) return;
    const timer = setInterval(() => again(), everyMs * (1 + Math.random() / 4));
    return () => clearInterval(timer);
  }, [everyMs]);
}
