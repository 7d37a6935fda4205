import { birthOf } from "../core/ids";
import { chance } from "../core/random";

/** When things happen to a request, in milliseconds since 1970. */
export interface Times {
  createdAt: number;
  startedAt: number;
  finishedAt: number;
}

export interface Pace {
  seed: number;
  speed: number;
}

/** About 5 s in the queue, done about 30 s after its birth. */
export function requestTimes(id: number, { seed, speed }: Pace): Times {
  const createdAt = birthOf(id);
  const queuedMs = 4_500 + 1_000 * chance(seed, id, "queued");
  const totalMs = 28_000 + 4_000 * chance(seed, id, "run");
  return {
    createdAt,
    startedAt: createdAt + Math.round(queuedMs / speed),
    finishedAt: createdAt + Math.round(totalMs / speed),
  };
}
