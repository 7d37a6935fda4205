"use client";
import { useEffect } from "react";

/** Whoever glances at a tab's title is current enough so, and browsers wake a tab that was left no more often by themselves. */
const unseenMs = 60_000;

/** Asks once a minute while the page is hidden and the browser has a connection, until what it returns is called. */
export function askUnseen(ask: () => Promise<unknown>): () => void {
  const timer = setInterval(() => {
    // What went wrong is seen by whoever comes back, who asks anew.
    if (document.visibilityState === "hidden" && navigator.onLine) ask().catch(() => undefined);
  }, unseenMs);
  return () => clearInterval(timer);
}

/** The same for as long as it is wanted: what everybody else leaves until the page is seen. `ask` is the same each time. */
export function useUnseen(isWanted: boolean, ask: () => Promise<unknown>): void {
  useEffect(() => (isWanted ? askUnseen(ask) : undefined), [isWanted, ask]);
}
