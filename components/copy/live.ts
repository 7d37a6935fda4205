import type { LivePhase } from "@/hooks/live/live-client";

/** How a page hears of changes, in a word and in a sentence; `null` for whoever is signed out, who hears of none. */
export function liveWords(phase: LivePhase, isOnline: boolean): { word: string; sentence: string } | null {
  if (phase === "signed_out") return null;
  if (!isOnline) return { word: "Offline", sentence: "This page catches up by itself once you are online." };
  switch (phase) {
    case "live":
    case "told":
      return { word: "Live", sentence: "Changes appear here as they happen." };
    case "catching_up":
      return { word: "Catching up", sentence: "Reading what happened while this page was not connected." };
    case "polling":
      return {
        word: "Checking",
        sentence: "Not live just now: this page asks for news now and then instead. Nothing is missed.",
      };
  }
}
