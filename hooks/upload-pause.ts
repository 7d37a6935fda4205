import { ApiError } from "./api";
import type { Pause } from "./upload-pacing";

const mostInARow = 5;
const longestMs = 60_000;
const unsaidMs = 5_000;

/**
 * The pause after which a failed upload goes again by itself: as long as the server asks for, a minute at most, and five
 * times before somebody has to say so; or until the browser is online again. `null` where it does not go by itself.
 */
export function pauseAfter(error: unknown, pausesInARow: number, isOnline: boolean): Pause | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === "unreachable" && !isOnline) {
    return { sentence: "You are offline. The rest goes by itself when you are back.", lasts: "offline" };
  }
  const lasts = error.retryAfterMs ?? unsaidMs;
  if (lasts > longestMs || pausesInARow >= mostInARow) return null;
  if (error.status === 503)
    return { sentence: "Darkroom is not answering just now. The rest goes by itself.", lasts };
  // A 429 for another reason, as where pictures have no more room, is for a person to read.
  if (error.status === 429 && tooOften.has(error.code))
    return {
      sentence: "Darkroom takes one picture after the other just now. The rest goes by itself.",
      lasts,
    };
  return null;
}

/** Calls `resume` once when a pause is over, unless the returned function is called before. */
export function whenOver(pause: Pause, resume: () => void): () => void {
  if (pause.lasts !== "offline") {
    const timer = setTimeout(resume, pause.lasts);
    return () => clearTimeout(timer);
  }
  if (navigator.onLine) {
    const timer = setTimeout(resume);
    return () => clearTimeout(timer);
  }
  window.addEventListener("online", resume, { once: true });
  return () => window.removeEventListener("online", resume);
}

/** Codes of a 429 that says no more than to wait: our own, and that of whoever answers on the way. */
const tooOften = new Set(["too_many_requests", "unknown"]);
