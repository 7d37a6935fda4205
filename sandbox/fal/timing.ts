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

/** How long a request waits in the queue, and how long it takes with that; the second figure of each is what chance adds. */
const USUAL_MS = {
  film: { queued: [4_500, 1_000], total: [28_000, 4_000] },
  picture: { queued: [1_500, 1_000], total: [8_000, 4_000] },
  voice: { queued: [800, 700], total: [4_000, 3_000] },
} as const;

/** A film is done about 30 s after its birth, a picture after 10 s, a voice after 5 s. */
export function requestTimes(id: number, makes: keyof typeof USUAL_MS, { seed, speed }: Pace): Times {
  const createdAt = birthOf(id);
  const { queued, total } = USUAL_MS[makes];
  const queuedMs = queued[0] + queued[1] * chance(seed, id, "queued");
  const totalMs = total[0] + total[1] * chance(seed, id, "run");
  return {
    createdAt,
    startedAt: createdAt + Math.round(queuedMs / speed),
    finishedAt: createdAt + Math.round(totalMs / speed),
  };
}
