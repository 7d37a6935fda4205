const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after each try that failed the next one comes, in milliseconds, at the earliest: over most of a day in all. */
const ladder = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour];

/** Up to so much is added to each step, as a share of it, so that what failed together is not tried together. */
const jitter = 0.25;

/** Nobody is waited for longer than that, whatever they ask for. */
const longestMs = 12 * hour;

/**
 * In how many milliseconds a message that was tried so often, and not taken, is tried again; `null` when that was the last
 * time. Whoever asked to be left alone for so long (`retryAfterMs`) is. `random` is from 0 to 1.
 */
export function nextTryIn(
  tries: number,
  retryAfterMs: number | undefined,
  random = Math.random(),
): number | null {
  const step = ladder[tries - 1];
  if (step === undefined) return null;
  return jittered(Math.max(step, clamped(retryAfterMs ?? 0)), random);
}

/** For how many milliseconds nothing is sent to whoever asked to be left alone for so long. */
export function pauseOf(retryAfterMs: number, random = Math.random()): number {
  return jittered(clamped(retryAfterMs), random);
}

const clamped = (asked: number) => Math.min(asked, longestMs);
const jittered = (ms: number, random: number) => Math.round(ms * (1 + jitter * random));
