"use client";
import { useEffect } from "react";

const askEveryMs = 3_000;

/**
 * Reloads a page that cannot go on, once its server answers: where nobody does, the browser would put a page of its own in this
 * place, which asks no more. One that was reloaded already is left, so that it never goes round.
 */
export function useReload(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || wasReloaded()) return;
    const ask = async () => {
      const answer = await fetch("/icon.svg", { method: "HEAD", cache: "no-store" }).catch(() => null);
      if (answer) location.reload();
    };
    void ask();
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => clearInterval(timer);
  }, [isWanted]);
}

function wasReloaded(): boolean {
  return performance
    .getEntriesByType("navigation")
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === "reload");
}
