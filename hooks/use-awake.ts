"use client";
import { useSyncExternalStore } from "react";

/** Calls `tell` whenever the page may have fallen asleep or woken up, until what it returns is called. */
export function onAwakeChange(tell: () => void): () => void {
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  document.addEventListener("visibilitychange", tell);
  return () => {
    window.removeEventListener("online", tell);
    window.removeEventListener("offline", tell);
    document.removeEventListener("visibilitychange", tell);
  };
}

/** Whether somebody can see the page, and the browser has a connection. */
export function isAwake(): boolean {
  return document.visibilityState === "visible" && navigator.onLine;
}

/** True while that is so. */
export function useAwake(): boolean {
  return useSyncExternalStore(onAwakeChange, isAwake, () => false);
}

/** False while the browser knows that it has no connection. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    onAwakeChange,
    () => navigator.onLine,
    () => true,
  );
}
