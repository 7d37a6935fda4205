"use client";
import { useEffect } from "react";

/** Reloads a page that cannot go on, once there is a connection. One that was reloaded already is left, so that it never goes round. */
export function useReload(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || wasReloaded()) return;
    const reload = () => location.reload();
    if (navigator.onLine) return reload();
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [isWanted]);
}

function wasReloaded(): boolean {
  return performance
    .getEntriesByType("navigation")
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === "reload");
}
