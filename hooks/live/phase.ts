"use client";
import { useSyncExternalStore } from "react";
import type { LivePhase } from "./live-client";

/** How this tab hears of changes. */
let phase: LivePhase = "catching_up";
const listeners = new Set<() => void>();

export function setLivePhase(next: LivePhase): void {
  if (phase === next) return;
  phase = next;
  for (const tell of listeners) tell();
}

/** Whether changes are told as they happen, and jobs looked at, so that asking is needed as a heartbeat only. */
export function isLive(): boolean {
  return phase === "live";
}

/** Calls `tell` whenever the phase changes, until what it returns is called. */
export function onPhaseChange(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useLivePhase(): LivePhase {
  return useSyncExternalStore(
    onPhaseChange,
    () => phase,
    () => "catching_up",
  );
}

export function useIsLive(): boolean {
  return useLivePhase() === "live";
}

/** Whether changes are told as they happen: enough for what moves no job along, however often it asks. */
export function useIsTold(): boolean {
  const current = useLivePhase();
  return current === "live" || current === "told";
}
