"use client";
import { createContext, useCallback, useContext, useSyncExternalStore } from "react";

/** Whose drafts these are: nothing that one person wrote is shown to the next on the same machine. */
export const DraftOwner = createContext("nobody");

type Fields = Record<string, string>;

/** Where the browser keeps nothing for us, drafts live as long as the page. */
const remembered = new Map<string, string>();
const listeners = new Set<() => void>();

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key) ?? remembered.get(key) ?? null;
  } catch {
    return remembered.get(key) ?? null;
  }
}

function write(key: string, value: string | null): void {
  if (value === null) remembered.delete(key);
  else remembered.set(key, value);
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Refused or full: it is remembered above.
  }
  for (const tell of listeners) tell();
}

/** Some text beside somebody's drafts, kept and forgotten as they are. */
export function keptText(owner: string, name: string) {
  const key = `draft ${owner} ${name}`;
  return { read: () => read(key), write: (text: string | null) => write(key, text) };
}

/** Forgets every draft of somebody in this tab. */
export function dropDrafts(owner: string): void {
  const isTheirs = (key: string) => key.startsWith(`draft ${owner} `);
  const keys = [...remembered.keys()];
  try {
    for (let at = 0; at < sessionStorage.length; at += 1) keys.push(sessionStorage.key(at) ?? "");
  } catch {
    // Refused: what there is, is remembered above.
  }
  for (const key of keys) if (isTheirs(key)) write(key, null);
}

/** What was kept, over `initial`. Only fields that `initial` has, and only text, are taken back. */
export function draftOf<T extends Fields>(kept: string | null, initial: T): T {
  if (kept === null) return initial;
  try {
    const value: unknown = JSON.parse(kept);
    if (typeof value !== "object" || value === null) return initial;
    const fields = Object.entries(value).filter(
      ([name, field]) => Object.hasOwn(initial, name) && typeof field === "string",
    );
    return { ...initial, ...Object.fromEntries(fields) };
  } catch {
    return initial;
  }
}

/** The fields of a half-filled form, kept through a reload for as long as the tab is open. */
export function useDraft<T extends Fields>(name: string, initial: T) {
  const key = `draft ${useContext(DraftOwner)} ${name}`;
  const kept = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const set = (change: Partial<T>) =>
    write(key, JSON.stringify({ ...draftOf(read(key), initial), ...change }));
  const clear = useCallback(() => write(key, null), [key]);
  return { fields: draftOf(kept, initial), set, clear };
}
