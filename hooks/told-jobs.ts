"use client";
import { useContext, useMemo, useSyncExternalStore } from "react";
import { idsIn, keptWith } from "./told-list";
import { DraftOwner } from "./use-draft";

const listeners = new Set<() => void>();

/**
 * The jobs whose end somebody wants to be told of by this browser: remembered there, for each person by themselves, and known
 * to all tabs.
 */
export function useToldJobs() {
  const key = keyOf(useContext(DraftOwner));
  const text = useSyncExternalStore(
    subscribe,
    () => kept(key),
    () => null,
  );
  return useMemo(
    () => ({
      ids: idsIn(text),
      tellOf: (id: string, isWanted: boolean) => keep(key, keptWith(kept(key), id, isWanted)),
      /** Whether that is wanted now: another tab may have seen to it meanwhile. */
      isTold: (id: string) => idsIn(kept(key)).includes(id),
    }),
    [key, text],
  );
}

/** Has this browser forget which jobs somebody wants to be told of. Never throws. */
export function forgetTold(owner: string): void {
  try {
    localStorage.removeItem(keyOf(owner));
  } catch {
    // A browser that keeps nothing has nothing to forget.
    return;
  }
  for (const tell of listeners) tell();
}

function keyOf(owner: string): string {
  return `darkroom-told ${owner}`;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  window.addEventListener("storage", tell);
  return () => {
    listeners.delete(tell);
    window.removeEventListener("storage", tell);
  };
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing remembers nothing.
    return;
  }
  for (const tell of listeners) tell();
}
