"use client";
import { useSyncExternalStore } from "react";

let said: string | null = null;
const listeners = new Set<() => void>();

function say(text: string | null): void {
  said = text;
  for (const tell of listeners) tell();
}

/** Says something in the place that every page has from its beginning, whatever else of it can be fetched. */
export function sayPlainly(text: string): void {
  say(text);
}

/** Takes it back, if that is what is said. */
export function unsay(text: string): void {
  if (said === text) say(null);
}

/** What is said there now. */
export function usePlainNews(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => said,
    () => null,
  );
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
