import type { LivePhase } from "@/hooks/live/live-client";
import { askAgainIn } from "@/hooks/schedule";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

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

/**
 * How fresh a page's knowledge of a job is, so many seconds after it was told: that changes come as they happen, or when its
 * provider was last asked and, by whoever is online, will be next. `null` where nobody asks any more.
 */
export function freshness(
  job: JobView,
  phase: LivePhase,
  isOnline: boolean,
  sinceTold: number,
): { words: string; isLive: boolean } | null {
  if (phase === "signed_out" || isTerminal(job.status)) return null;
  if (isOnline && (phase === "live" || phase === "told")) return { words: "Live", isLive: true };
  const ago = Math.floor(job.sinceCheckMs / 1_000) + sinceTold;
  const last = job.checkedAt === null ? "Not asked yet" : `Asked ${few(Math.max(1, ago))} ago`;
  if (!isOnline) return { words: last, isLive: false };
  const next = Math.ceil(askAgainIn(job) / 1_000) - sinceTold;
  return { words: `${last}, ${next > 0 ? `next in ${few(next)}` : "asking now"}`, isLive: false };
}

/** Seconds, as minutes where they are many. */
function few(seconds: number): string {
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** What whoever is offline is told on the page of a job. */
export function offlineWords(isUnderWay: boolean): string {
  const goesOn = isUnderWay ? "Work goes on; this" : "This";
  return `You are offline. ${goesOn} page catches up when you are back.`;
}
