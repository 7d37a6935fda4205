import { quantileAt, type Quantiles } from "./quantiles";

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
  /** By when jobs like it were done with the stage, where our own history knows. */
  usual?: Quantiles | undefined;
  /** Whether pieces of it are made side by side: each is worth seeing, and the first of them are done before it is. */
  inPieces?: boolean;
  overdue: boolean;
}

/**
 * When to ask next: at the stage's interval; sooner when the expected end is nearer than that (but not below a
 * third of the interval); after two minutes in one stage less and less often, up to its longest interval. Where history
 * knows by when such a stage ends: when that is likely (see `askWhenLikely`), and never past an expected end.
 */
export function nextCheckIn(moment: Moment): number {
  if (moment.overdue) return Math.max(overdueIntervalMs, moment.intervalMs);
  const { intervalMs, expectedInMs, usual } = moment;
  if (expectedInMs !== null && Math.abs(expectedInMs) < intervalMs) {
    return clamp(expectedInMs + 1_000, intervalMs / 3, intervalMs);
  }
  if (!usual) return Math.round(backedOff(moment));
  const likelyMs = Math.round(askWhenLikely(moment, usual));
  if (expectedInMs === null || expectedInMs < 0) return likelyMs;
  return clamp(likelyMs, intervalMs, expectedInMs + 1_000);
}

/** The stage's interval as it grows, which is what there is to go by without history. */
function backedOff({ intervalMs, longestMs = 2 * intervalMs, ageMs }: Moment): number {
  const impatience = Math.max(0, ageMs - patienceMs) / patienceMs;
  return Math.min(longestMs, intervalMs * (1 + impatience / 2));
}

/**
 * Asks seldom before an end is likely, densely while it is, and sparsely after.
 *
 * It is to take the fewest calls that tell half of all ends within so many milliseconds m, and 95 of 100 within the longest
 * interval. Asked n(t) times a millisecond, a stage of which the share S(t) goes on and f(t) ends at t takes ∫ S n dt calls,
 * and ∫ f min(1, m n) dt of the ends are told within m. Both are linear in n up to 1/m: so n is best as high as that where the
 * hazard f/S is above some threshold, and as low as it may be elsewhere. For durations that are log-normal, of spreads from
 * 0.3 to 0.8, that is about from when a third is done until five in six are. (The density of checks is Keller's, Optimum
 * checking schedules for systems subject to random failure, Management Science 21, 1974; the problem is Barlow, Hunter and
 * Proschan's, Optimum checking procedures, J. SIAM 11, 1963. There the mean delay counts, and the interval goes with the root
 * of how long a thing lasts: so does m from stage to stage here.)
 *
 * The first two in a hundred are looked for once, an interval after the beginning, as what fails mostly does so then, and
 * every five minutes from there on. What outlasts history, as where a provider has become slower, is asked about sparsely.
 */
function askWhenLikely(moment: Moment, usual: Quantiles): number {
  const { intervalMs, longestMs = 2 * intervalMs, ageMs, inPieces } = moment;
  const [firstMs, likelyMs, lateMs] = [
    quantileAt(usual, 0.02),
    quantileAt(usual, 0.35),
    quantileAt(usual, 0.85),
  ];
  const denseMs = clamp(Math.sqrt(intervalMs * quantileAt(usual, 0.5)) / 10, intervalMs / 3, longestMs / 4);
  const sparseMs = Math.min(longestMs, 2 * backedOff(moment));
  if (ageMs >= lateMs) return sparseMs;
  if (ageMs >= likelyMs) return denseMs;
  const seldomMs = inPieces ? sparseMs : Math.max(sparseMs, Math.min(firstMs - ageMs, longestBackoffMs));
  return Math.min(seldomMs, likelyMs - ageMs + denseMs, ageMs < intervalMs ? intervalMs : Infinity);
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
