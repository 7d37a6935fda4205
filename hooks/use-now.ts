"use client";
import { useCallback, useRef, useSyncExternalStore } from "react";

/** The clock, moving every `everyMs`; `null` while rendering on the server, which has no reader's clock. */
export function useNow(everyMs: number | null = 1_000): number | null {
  const now = useRef<number | null>(null);
  const subscribe = useCallback(
    (tell: () => void) => {
      now.current = Date.now();
      tell();
      if (everyMs === null) return () => undefined;
      const timer = setInterval(() => {
        now.current = Date.now();
        tell();
      }, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(
    subscribe,
    () => now.current,
    () => null,
  );
}
