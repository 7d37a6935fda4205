import { ApiError, errorSentence, isFinal, isSignedOut } from "./api";
import type { QueueAction, QueuedImage } from "./library-queue-state";
import { pauseAfter } from "./upload-pause";

/** So many failures without an arrival between them are no accident of a file. */
const mostFailures = 4;

/** What a failed upload makes of the queue; `failures` counts it, and those since the last arrival. */
export function failureOf(
  error: unknown,
  { id, name }: QueuedImage,
  around: { pausesInARow: number; failures: number; isOnline: boolean },
): Extract<QueueAction, { type: "pause" | "refuse" | "halt" | "fail" }> {
  const pause = pauseAfter(error, around.pausesInARow, around.isOnline);
  if (pause) return { type: "pause", id, pause };
  const sentence = errorSentence(error);
  if (isFinal(error)) {
    return { type: "refuse", id, problem: sentence.startsWith(name) ? sentence : `${name}: ${sentence}` };
  }
  if (concernsAll(error) || around.failures >= mostFailures) return { type: "halt", id, sentence };
  return { type: "fail", id, problem: sentence };
}

/** Whether every other file would be told the same: signed out, or no room for more. */
function concernsAll(error: unknown): boolean {
  return isSignedOut(error) || (error instanceof ApiError && [409, 429, 507].includes(error.status));
}
