/** The one place that decides how often anybody asks. All durations in milliseconds. */

/** An overdue job is asked about no more often than this. */
const overdueIntervalMs = 120_000;

/** After so long in one stage the interval grows, up to twice the stage's own unless that has a longest of its own. */
const patienceMs = 120_000;

const firstBackoffMs = 5_000;
const longestBackoffMs = 300_000;

export interface Moment {
  /** The stage's own interval, and how far it may grow: to twice that, unless said. */
  intervalMs: number;
  longestMs?: number | undefined;
  /** How long the job has been in this stage. */
  ageMs: number;
  /** Time to the expected end of the stage; negative once it is past; `null` if nobody knows. */
  expectedInMs: number | null;
  overdue: boolean;
}

/**
 * When to ask next: at the stage's interval; sooner when the expected end is nearer than that (but not below a
 * third of the interval); after two minutes in one stage less and less often, up to its longest interval.
 */
export function nextCheckIn(moment: Moment): number {
  if (moment.overdue) return Math.max(overdueIntervalMs, moment.intervalMs);
  const { intervalMs, longestMs = 2 * intervalMs, expectedInMs } = moment;
  if (expectedInMs !== null && Math.abs(expectedInMs) < intervalMs) {
    return clamp(expectedInMs + 1_000, intervalMs / 3, intervalMs);
  }
  const impatience = Math.max(0, moment.ageMs - patienceMs) / patienceMs;
  return Math.round(Math.min(longestMs, intervalMs * (1 + impatience / 2)));
}

/** So many failed checks in a row are nothing unusual: a provider that refuses half of all calls makes one in eight such. */
const usualFailures = 3;

/**
 * When to ask again after the nth failed check in a row: 5 s, from the fourth on doubling to 5 min, less up to a fifth by
 * chance so that jobs do not return in step; never before the provider's own `retry-after` (up to 10 min).
 * `random` is in [0, 1).
 */
export function backoff(failures: number, retryAfterMs: number | null, random: number): number {
  const doublings = Math.min(10, Math.max(0, failures - usualFailures));
  const exponential = Math.min(longestBackoffMs, firstBackoffMs * 2 ** doublings);
  const jittered = Math.round(exponential * (1 - 0.2 * random));
  return Math.max(jittered, askedWaitMs(retryAfterMs ?? 0));
}

const firstRoomMs = 60_000;

/**
 * How long a job waits before its nth attempt at what its provider had no room for: 1 min, then twice as long each time, less
 * up to a fifth by chance. After eight that is four hours in all. `random` is in [0, 1).
 */
export function waitForRoom(attempts: number, random: number): number {
  return Math.round(firstRoomMs * 2 ** (attempts - 1) * (1 - 0.2 * random));
}

/** How long a provider's own `retry-after` is respected: as long as it says, up to 10 min. */
export function askedWaitMs(retryAfterMs: number): number {
  return clamp(retryAfterMs, 0, 600_000);
}

/** A record that is due but cannot be asked about (somebody is at it, or its provider is paused) is read so often. */
const dueIntervalMs = 3_000;

/**
 * What a browser is told: when the record is due again, in whole seconds; if it is due already, some seconds, at
 * most the stage's interval; 0 when it is over.
 */
export function pollAfter(nextCheckAt: Date | null, intervalMs: number, now: Date): number {
  if (!nextCheckAt) return 0;
  const left = Math.ceil((nextCheckAt.getTime() - now.getTime()) / 1_000) * 1_000;
  return left > 0 ? Math.min(left, longestBackoffMs) : Math.max(dueIntervalMs, intervalMs / 3);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
