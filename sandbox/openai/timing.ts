import { birthOf } from "../core/ids";
import { chance } from "../core/random";

interface Pace {
  seed: number;
  speed: number;
}

/** When things happen to a piece of work, in milliseconds since 1970. */
export interface Times {
  createdAt: number;
  startedAt: number;
  finishedAt: number;
}

/** A video: about 3 s queued, done about 30 s after its birth. */
export function videoTimes(id: number, { seed, speed }: Pace): Times {
  const queuedMs = 2_500 + 1_000 * chance(seed, id, "queued");
  const totalMs = 28_000 + 4_000 * chance(seed, id, "video");
  return timeline(id, queuedMs / speed, totalMs / speed);
}

/** A response: words take about 12 s, a picture about 20 s; in the foreground it is done at once. */
export function responseTimes(
  id: number,
  { seed, speed }: Pace,
  work: { draws: boolean; background: boolean },
): Times {
  if (!work.background) return timeline(id, 0, 0);
  const aboutMs = work.draws ? 19_000 : 11_000;
  return timeline(id, 1_000 / speed, (aboutMs + 2_000 * chance(seed, id, "response")) / speed);
}

/** A batch: about 3 s until its file is read, half a minute of work, 3 s for the files of results; longer the larger. */
export function batchTimes(
  id: number,
  bytes: number,
  { seed, speed }: Pace,
): Times & { finalizingAt: number } {
  const readMs = 2_600 + 800 * chance(seed, id, "reading");
  const workMs = 30_000 + 4_000 * chance(seed, id, "work") + Math.min(5_000, bytes / 40_000);
  const writeMs = 2_600 + 800 * chance(seed, id, "writing");
  const times = timeline(id, readMs / speed, (readMs + workMs + writeMs) / speed);
  return { ...times, finalizingAt: times.createdAt + Math.round((readMs + workMs) / speed) };
}

function timeline(id: number, queuedMs: number, totalMs: number): Times {
  const createdAt = birthOf(id);
  return {
    createdAt,
    startedAt: createdAt + Math.round(queuedMs),
    finishedAt: createdAt + Math.round(totalMs),
  };
}

/** Whole seconds since 1970, as OpenAI writes moments. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
