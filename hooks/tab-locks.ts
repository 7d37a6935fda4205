"use client";
import { useEffect, useState } from "react";

/**
 * True in one tab of this browser at a time, of all that ask by this name. Once that one is gone, another takes its place. A tab
 * that leads is not put to sleep by the browser.
 */
export function useLead(name: string): boolean {
  const [leads, setLeads] = useState(false);
  useEffect(() => {
    const release = hold(name, "exclusive", () => setLeads(true));
    return () => {
      release();
      setLeads(false);
    };
  }, [name]);
  return leads;
}

/** Has other tabs know, by this name, that somebody sees this one. */
export function useInSight(name: string): void {
  useEffect(() => {
    let release: (() => void) | null = null;
    const follow = () => {
      release?.();
      release = document.visibilityState === "visible" ? hold(name, "shared") : null;
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      release?.();
    };
  }, [name]);
}

/** Whether somebody sees any of them. */
export async function isInSight(name: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name);
}

/** Asks for a lock, and holds it until what this returns is called. */
function hold(name: string, mode: LockMode, onHeld?: () => void): () => void {
  const stop = new AbortController();
  const over = Promise.withResolvers<void>();
  navigator.locks
    .request(name, { mode, signal: stop.signal }, () => {
      onHeld?.();
      return over.promise;
    })
    // Not wanted any more before it was had.
    .catch(() => undefined);
  return () => {
    stop.abort();
    over.resolve();
  };
}
