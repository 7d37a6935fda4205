"use client";
import { useSyncExternalStore } from "react";

const query = "(prefers-reduced-motion: reduce)";

/** Whether the reader wants as little to move as can be; taken to be so until the browser has said. */
export function useStillMotion(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const asked = window.matchMedia(query);
      asked.addEventListener("change", tell);
      return () => asked.removeEventListener("change", tell);
    },
    () => window.matchMedia(query).matches,
    () => true,
  );
}
