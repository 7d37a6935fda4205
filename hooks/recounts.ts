"use client";
import { useSyncExternalStore } from "react";

/** How often something was done in this tab by which counts of jobs may have changed: only what changes it is told. */
let asked = 0;
const listeners = new Set<() => void>();

/** Has every count that is shown asked for again; to be called once what was done is answered, and not before. */
export function askToRecount(): void {
  asked += 1;
  for (const tell of listeners) tell();
}

/** Another number after each of them. */
export function useRecounts(): number {
  return useSyncExternalStore(
    subscribe,
    () => asked,
    () => 0,
  );
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
