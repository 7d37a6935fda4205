"use client";
import { useSyncExternalStore } from "react";

function subscribe(tell: () => void) {
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  document.addEventListener("visibilitychange", tell);
  return () => {
    window.removeEventListener("online", tell);
    window.removeEventListener("offline", tell);
    document.removeEventListener("visibilitychange", tell);
  };
}

/** True while somebody can see the page and the browser has a connection. */
export function useAwake(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible" && navigator.onLine,
    () => false,
  );
}

/** False while the browser knows that it has no connection. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}
