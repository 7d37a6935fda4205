import { birthOf } from "../core/ids";
import { chance } from "../core/random";

/** When things happen to an entity, in milliseconds since 1970. `Infinity` is never. */
export interface Times {
  createdAt: number;
  startedAt: number;
  /** What Astria would promise; near the truth. */
  etaAt: number;
  trainedAt: number;
  expiresAt: number;
}

export interface Pace {
  seed: number;
  speed: number;
}

/** Astria keeps models and images for 30 days after training (docs/api/0-tune); not scaled by speed. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** A tune: about 3 s queued, trained about 45 s after its birth. FaceID tunes are trained at once. */
export function tuneTimes(id: number, pace: Pace, { faceId = false, fails = false } = {}): Times {
  if (faceId) return timeline(id, pace, { queuedMs: 0, totalMs: 0, etaMs: 0, fails });
  const queuedMs = 2_500 + 1_000 * chance(pace.seed, id, "queued");
  const totalMs = 43_000 + 4_000 * chance(pace.seed, id, "trained");
  return timeline(id, pace, { queuedMs, totalMs, etaMs: 45_000, fails });
}

/** A prompt: done 9 to 16 s after its birth, so that pictures arrive one after the other. */
export function promptTimes(id: number, pace: Pace, { fails = false } = {}): Times {
  const totalMs = 9_000 + 7_000 * chance(pace.seed, id, "prompt");
  return timeline(id, pace, { queuedMs: 700, totalMs, etaMs: 13_000, fails });
}

function timeline(
  id: number,
  { speed }: Pace,
  work: { queuedMs: number; totalMs: number; etaMs: number; fails: boolean },
): Times {
  const createdAt = birthOf(id);
  const trainedAt = work.fails ? Infinity : createdAt + Math.round(work.totalMs / speed);
  return {
    createdAt,
    startedAt: createdAt + Math.round(work.queuedMs / speed),
    etaAt: createdAt + Math.round(work.etaMs / speed),
    trainedAt,
    expiresAt: trainedAt + KEPT_MS,
  };
}
